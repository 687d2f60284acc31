// What one does with segments that are there: change them, begin from a ready-made one, choose members by hand, put them away.
import { choose, counted, fill, go, row } from './builder.mjs';
import { button, check, checkAccessible, heading, picture, scene, until } from './support.mjs';

const sentence = (page) => page.locator('[data-sentence]').first();
const says = (page, words) => until(`“${words}”`, async () => (await sentence(page).textContent()) === words);
const undo = (page, words) => page.locator('.mantine-Notification-root', { hasText: words }).getByRole('button', { name: 'Undo' }).click();
const make = async (api, body) => (await api('/v1/segments', { method: 'POST', body })).body;

async function edited(house) {
  const { page, api } = house.owner;
  const atLeast = (n) => ({ all: [{ field: 'stripe_total_orders', op: 'gte', value: n }] });
  const { id } = await make(api, { name: 'Regulars', condition: atLeast(2) });
  const now = async () => (await api(`/v1/segments/${id}`)).body;
  await scene('a condition is changed, and that taken back', page, async () => {
    await go(page, `/segments/${id}`, 'Regulars');
    await page.getByRole('link', { name: 'Change' }).click();
    await heading(page, 'Change Regulars').waitFor();
    await fill(row(page), 'Value', '1');
    await counted(page);
    await button(page, 'Save').click();
    await heading(page, /^Regulars$/).waitFor();
    await says(page, 'Total Orders is at least 1.');
    const { body: wanted } = await api('/v1/segments/preview', { method: 'POST', body: { condition: atLeast(1) } });
    await until('its members are found', async () => (await now()).size === wanted.size);
    await undo(page, 'Regulars is saved');
    await says(page, 'Total Orders is at least 2.');
  });
  await scene('what somebody else changed meanwhile is not lost, nor what is written here', page, async () => {
    await go(page, `/segments/${id}/edit`, 'Change Regulars');
    await fill(row(page), 'Value', '4');
    await api(`/v1/segments/${id}`, { method: 'PATCH', body: { condition: atLeast(3) } });
    await until('theirs is built', async () => (await now()).next_condition === null);
    await button(page, 'Save').click();
    await page.getByText('Somebody else changed it while you wrote').waitFor();
    await checkAccessible(page, 'a change that somebody else made meanwhile');
    await picture(page, 'segment-meanwhile');
    await button(page, 'Save mine all the same').click();
    await heading(page, /^Regulars$/).waitFor();
    await says(page, 'Total Orders is at least 4.');
  });
  await scene('or theirs is taken', page, async () => {
    await until('the change is built', async () => (await now()).next_condition === null);
    await go(page, `/segments/${id}/edit`, 'Change Regulars');
    await fill(row(page), 'Value', '9');
    await api(`/v1/segments/${id}`, { method: 'PATCH', body: { name: 'Good regulars' } });
    await button(page, 'Save').click();
    await button(page, 'Take theirs').click();
    await heading(page, 'Change Good regulars').waitFor();
    await until('theirs is there', async () => (await row(page).getByRole('textbox', { name: 'Value' }).inputValue()) === '4');
    await fill(row(page), 'Value', '7');
    await button(page, 'Cancel').click();
    await heading(page, /^Good regulars$/).waitFor();
    check('a change that is given up changes nothing', (await now()).condition.all[0].value === 4, (await now()).condition);
    await page.getByRole('link', { name: 'Change' }).click();
    await heading(page, 'Change Good regulars').waitFor();
    check('and is not kept', (await row(page).getByRole('textbox', { name: 'Value' }).inputValue()) === '4');
  });
}

async function readyMade(house) {
  const { page, api } = house.owner;
  const recipes = async () => (await api('/v1/segment-recipes')).body.data;
  await until('the shop has counted them', async () => (await recipes()).every((one) => one.counted !== null));
  const buyers = (await recipes()).find((one) => one.id === 'repeat_buyers');
  const card = page.locator('[data-recipe="repeat_buyers"]');
  await scene('a ready-made segment says whom it means here, and is made with a click', page, async () => {
    await go(page, '/segments', 'Segments');
    await page.getByRole('link', { name: 'Ready-made' }).click();
    await heading(page, 'Ready-made segments').waitFor();
    await card.getByText(new RegExp(`^${buyers.size} (person|people)$`)).waitFor();
    await page.locator('[data-recipe="birthday"]').getByRole('link', { name: 'Add a field' }).waitFor();
    const plan = await page.getByRole('combobox', { name: 'Plan', exact: true }).inputValue();
    check('a plan is called as the orders call it, without how many', plan !== '' && !plan.startsWith('prod_') && !plan.includes(' × '), plan);
    await checkAccessible(page, 'ready-made segments');
    await picture(page, 'segment-recipes');
    await button(page, 'Make it: Repeat buyers').dblclick();
    await page.getByRole('link', { name: 'Open it: Repeat buyers' }).waitFor();
    const made = (await api('/v1/segments')).body.data.filter((one) => one.name === 'Repeat buyers');
    check('once, with as many in it as it said', made.length === 1 && made[0].size === buyers.size, made);
    await undo(page, 'Repeat buyers is made');
    await button(page, 'Make it: Repeat buyers').waitFor();
    check('it can be taken back', (await api(`/v1/segments/${made[0].id}`)).status === 404);
  });
  const onPlan = page.locator('[data-recipe="on_plan"]');
  await scene('another value is chosen among those that people have', page, async () => {
    const { choices } = (await recipes()).find((one) => one.id === 'on_plan').values[0];
    const [, second] = choices;
    await page.getByRole('combobox', { name: 'Plan', exact: true }).click();
    const option = page.getByRole('option', { name: new RegExp(`^${second.label}`) });
    await option.getByText(`${second.people} ${second.people === 1 ? 'person' : 'people'}`).waitFor();
    check('most first', choices.every((one, i) => i === 0 || one.people <= choices[i - 1].people), choices);
    await option.click();
    const { body: wanted } = await api('/v1/segments/preview', { method: 'POST', body: { recipe: 'on_plan', values: { plan: second.value } } });
    await onPlan.locator(`[data-people="${wanted.size}"][aria-busy="false"]`).waitFor();
    await picture(page, 'segment-recipe-value');
    await button(page, `Make it: On a plan: ${second.label}`).click();
    await page.getByRole('link', { name: `Open it: On a plan: ${second.label}` }).waitFor();
    const made = (await api('/v1/segments')).body.data.find((one) => one.name === `On a plan: ${second.label}`);
    check('its segment is called so', made.size === wanted.size && made.sentence === wanted.sentence, made);
    await page.getByRole('combobox', { name: 'Plan', exact: true }).fill('');
    await onPlan.locator('[data-people]').waitFor({ state: 'detached' });
    check('without a value nothing is made', (await onPlan.getByRole('link').count()) === 0);
    await api(`/v1/segments/${made.id}`, { method: 'DELETE' });
  });
  await scene('or typed', page, async () => {
    const amount = page.getByLabel('Sales of at least');
    await amount.fill('1');
    const { body: wanted } = await api('/v1/segments/preview', { method: 'POST', body: { recipe: 'big_spenders', values: { amount: 1 } } });
    await page.locator(`[data-recipe="big_spenders"] [data-people="${wanted.size}"][aria-busy="false"]`).waitFor();
    await page.getByRole('combobox', { name: 'Coupon', exact: true }).fill('NOBODY-HAS-THIS');
    await page.locator('[data-recipe="used_coupon"] [data-people="0"][aria-busy="false"]').waitFor();
    await page.reload();
    await card.waitFor();
  });
  await scene('one whose permission is missing says so', page, async () => {
    await house.tellSandbox('/keys', { deny: ['refunds', 'credit_notes'] });
    await api('/v1/integrations/stripe/check', { method: 'POST' });
    await page.reload();
    const refunded = page.locator('[data-recipe="refunded"]');
    await refunded.locator('[data-unavailable]').getByText(/may not be read with this key/).waitFor();
    check('it cannot be made', (await refunded.getByRole('button').count()) === 0);
    check('the way to give it stands there', await refunded.getByRole('link').isVisible());
    await house.tellSandbox('/keys', { deny: [] });
    await api('/v1/integrations/stripe/check', { method: 'POST' });
    await page.reload();
    await refunded.getByRole('button').first().waitFor();
  });
  await scene('or looked at first', page, async () => {
    await page.getByLabel('Find a ready-made segment').fill('big spend');
    await until('one is left', async () => (await page.locator('[data-recipe]').count()) === 1);
    await page.getByRole('link', { name: 'Look first: Big spenders' }).click();
    await heading(page, 'New segment').waitFor();
    await counted(page);
    const { sentence: wanted } = (await recipes()).find((one) => one.id === 'big_spenders');
    await says(page, wanted);
  });
  await scene('Home shows what was found, by the money behind it', page, async () => {
    await go(page, '/', 'Home');
    const found = page.locator('[data-found] li');
    await found.first().waitFor();
    const { currency } = (await api('/v1/segments/words')).body;
    const wanted = (await recipes()).filter((one) => one.size > 0).map((one) => [one.sales[currency] ?? 0, one.id]).sort(([a], [b]) => b - a);
    check('most first', (await found.first().getAttribute('data-found-recipe')) === wanted[0][1], wanted);
    await picture(page, 'home-found');
    await found.first().getByRole('link').click();
    await heading(page, 'New segment').waitFor();
    await go(page, '/', 'Home');
    await button(page, 'Hide').click();
    await page.locator('[data-found]').waitFor({ state: 'detached' });
  });
}

async function byHand(house) {
  const { page, api } = house.owner;
  const [one, two, three] = (await house.people()).filter((person) => person.fields.email).map((person) => person.fields.email);
  const size = (n) => until(`${n} are in it`, async () => (await page.locator('[data-row-link]').count()) === n);
  const form = page.getByRole('dialog', { name: 'Who is in Fair' });
  await scene('a list is made by hand', page, async () => {
    await go(page, '/segments', 'Segments');
    await button(page, 'A list by hand').click();
    const dialog = page.getByRole('dialog', { name: 'A list by hand' });
    await dialog.getByLabel('Name').fill('Tagged');
    await button(dialog, 'Make the segment').click();
    await dialog.locator('.mantine-TextInput-error', { hasText: 'There is a segment' }).waitFor();
    await checkAccessible(page, 'a list by hand that is refused');
    await dialog.getByLabel('Name').fill('Fair');
    await button(dialog, 'Make the segment').click();
    await heading(page, 'Fair').waitFor();
    check('which says so', (await sentence(page).textContent()) === 'Its members are chosen by hand.');
  });
  await scene('people are added to it by their addresses, with the reason', page, async () => {
    await button(page, 'Add or remove people').click();
    await form.getByLabel('People').fill(`${one}\nnobody@at.all`);
    await form.getByLabel('Why').fill('Met at the fair');
    await button(form, 'Add').click();
    await form.getByText(/nobody@at\.all/).last().waitFor();
    await checkAccessible(page, 'members who are not found');
    await picture(page, 'segment-members');
    await form.getByLabel('People').fill(`${one}, ${two}`);
    await button(form, 'Add').click();
    await form.waitFor({ state: 'detached' });
    await size(2);
  });
  await scene('and from a file, which says whom it does not find', page, async () => {
    await button(page, 'Add or remove people').click();
    const buffer = Buffer.from(`Name;E-mail\nA;${three}\nB;who@is.this\n`);
    await form.locator('input[type=file]').setInputFiles({ name: 'fair.csv', mimeType: 'text/csv', buffer });
    await button(form, 'Add').click();
    await form.locator('[data-unknown]').getByText('3: who@is.this').waitFor();
    await form.getByLabel('People').fill(two);
    await form.getByLabel('Why').fill('Wrote that they do not want to');
    await button(form, 'Remove').click();
    await form.waitFor({ state: 'detached' });
    await size(2);
  });
  await scene('who came and went is told, with the reasons', page, async () => {
    await page.getByRole('tab', { name: 'Over time' }).click();
    await page.getByText('2 people are in it today').waitFor();
    const left = page.locator('[data-change="left"]');
    await left.getByText('Wrote that they do not want to').waitFor();
    check('each of them', (await page.locator('[data-change="entered"]').count()) === 3);
    check('also those without a reason', (await page.locator('[data-change="entered"]').getByText('Met at the fair').count()) === 2);
    await checkAccessible(page, 'who came and went');
    await picture(page, 'segment-history');
    await page.getByRole('tab', { name: 'Test a person' }).click();
    await page.getByLabel('Name, e-mail address or customer id').fill(one);
    await page.locator('[data-try-out] li button').first().click();
    await page.locator('[data-explained="in"]').getByText('Its members are chosen by hand.').waitFor();
  });
}

async function putAway(house) {
  const { page, api } = house.owner;
  const fair = (await api('/v1/segments')).body.data.find((one) => one.name === 'Fair');
  const menu = async (item) => {
    await button(page, 'More').click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const first = () => page.locator('tr[data-segment]').first().getAttribute('data-segment');
  await scene('a star brings a segment to the top of the list', page, async () => {
    await make(api, { name: 'Newest', condition: { all: [] } });
    await go(page, `/segments/${fair.id}`, 'Fair');
    await menu('Star');
    await until('it is kept', async () => (await api(`/v1/segments/${fair.id}`)).body.starred);
    await go(page, '/segments', 'Segments');
    await until('it is the first', async () => (await first()) === fair.id);
    await page.locator(`tr[data-segment="${fair.id}"]`).getByRole('img', { name: 'starred' }).waitFor();
    await checkAccessible(page, 'a list with a star');
  });
  await scene('what is archived is out of the list, and comes back', page, async () => {
    await go(page, `/segments/${fair.id}`, 'Fair');
    await menu('Archive');
    await page.getByText('Fair is archived').waitFor();
    await go(page, '/segments', 'Segments');
    const line = page.locator(`tr[data-segment="${fair.id}"]`);
    await line.waitFor({ state: 'detached' });
    await page.getByLabel('Archived ones too').check();
    await line.getByText('Archived').waitFor();
    await undo(page, 'Fair is archived');
    await page.getByLabel('Archived ones too').waitFor({ state: 'detached' });
    await line.waitFor();
  });
}

async function narrowed(house, shop) {
  const { page, api } = house.owner;
  await scene('the members of a segment are narrowed in the list of profiles', page, async () => {
    await go(page, `/segments/${shop.segment}`, 'Tagged');
    await page.getByRole('link', { name: 'Narrow in Profiles' }).click();
    await heading(page, 'Profiles').waitFor();
    const chip = page.locator('[data-chip="segment"]');
    await chip.getByText('In the segment Tagged').waitFor();
    const rows = async () => Number(await page.locator('table').getAttribute('aria-rowcount')) - 1;
    const { size } = (await api(`/v1/segments/${shop.segment}`)).body;
    await until('its members are listed', async () => (await rows()) === size);
    check('it stands in the address', page.url().includes(`segment=${shop.segment}`), page.url());
    await page.getByRole('link', { name: 'Save as a segment' }).click();
    await counted(page);
    check('a segment of it asks for the segment', (await sentence(page).textContent()) === 'Is in the segment “Tagged”.', await sentence(page).textContent());
    check('by its name', (await page.getByLabel('Name', { exact: true }).inputValue()) === 'In the segment Tagged');
    await page.goBack();
    await chip.getByRole('button').click();
    await chip.waitFor({ state: 'detached' });
    await until('everybody is listed again', async () => (await rows()) > size);
    await button(page, 'Add a filter').click();
    await page.getByRole('menuitem', { name: 'In a segment…' }).click();
    await choose(page, page.getByRole('dialog', { name: 'Segment' }), 'Segment', 'Tagged');
    await chip.waitFor();
    await until('only they again', async () => (await rows()) === size);
  });
  await scene('who entered because somebody changed them is told so', page, async () => {
    await go(page, `/segments/${shop.segment}?tab=history`, 'Tagged');
    await page.locator('[data-change="entered"]').getByText('by hand').first().waitFor();
  });
}

async function travelled(house, shop) {
  const { page, api } = house.owner;
  const name = 'Paid once';
  const { id } = await make(api, { name, condition: { all: [{ activity: 'order_paid' }] } });
  const at = Math.floor(Date.now() / 1000) - 100 * 86_400;
  const typed = await page.evaluate((seconds) => {
    const here = new Date(seconds * 1000);
    return new Date(here - here.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
  }, at);
  const { size } = (await api(`/v1/segments/${id}?at=${at}`)).body;
  await scene('who was in a segment is listed as of a past second', page, async () => {
    await go(page, `/segments/${id}`, name);
    await page.getByLabel('As of').fill(typed);
    await page.locator(`[data-then="${size}"]`).waitFor();
    check('fewer than now', size > 0 && size < (await api(`/v1/segments/${id}`)).body.size, size);
    await until('they are listed', async () => Number(await page.locator('table').getAttribute('aria-rowcount')) - 1 === Math.min(100, size));
    await checkAccessible(page, 'members of a past second');
    await picture(page, 'segment-then');
    check('the moment stands in the address', page.url().includes(`at=${at}`), page.url());
    await page.getByRole('link', { name: 'Narrow in Profiles' }).click();
    await page.locator('[data-chip="segment"]').getByText(`Was in the segment ${name} on`).waitFor();
    await until('they are listed there too', async () => Number(await page.locator('table').getAttribute('aria-rowcount')) - 1 === Math.min(100, size));
    check('a segment cannot ask for that', (await page.getByRole('link', { name: 'Save as a segment' }).count()) === 0);
  });
  await scene('but a list by hand takes just these people', page, async () => {
    await page.getByRole('link', { name: 'Save as a list' }).click();
    const dialog = page.getByRole('dialog', { name: 'A list by hand' });
    await dialog.getByText(/Whoever fits later does not/).waitFor();
    await button(dialog, 'Cancel').click();
    await dialog.waitFor({ state: 'detached' });
    check('nothing stands in the address any more', new URL(page.url()).search === '', page.url());
    await page.goBack();
    await page.getByRole('link', { name: 'Save as a list' }).click();
    await dialog.getByLabel('Name').fill('Had paid by then');
    await button(dialog, 'Make the segment').click();
    await heading(page, 'Had paid by then').waitFor();
    const made = (await api('/v1/segments')).body.data.find((one) => one.name === 'Had paid by then');
    check('as many as there were', made.kind === 'static' && made.size === size, made);
  });
  await scene('from the past one comes back to now', page, async () => {
    await go(page, `/segments/${id}?at=${at}`, name);
    await button(page, 'Back to now').click();
    await page.locator('[data-then]').waitFor({ state: 'detached' });
  });
  await scene('where that is not known, it says why', page, async () => {
    await go(page, `/segments/${shop.segment}?at=${at}`, 'Tagged');
    await page.getByText(/what Tags was then is not kept/).waitFor();
  });
}

async function leftOut(house, shop) {
  const { page, api } = house.owner;
  await scene('whoever is in both is left out of one', page, async () => {
    const { id } = (await api('/v1/segments')).body.data.find((one) => one.name === 'Good regulars');
    await go(page, `/segments/${id}?tab=overlap&other=${shop.segment}`, 'Good regulars');
    await page.getByRole('link', { name: 'Leave them out of Good regulars' }).click();
    await heading(page, 'Change Good regulars').waitFor();
    await counted(page);
    await says(page, 'Total Orders is at least 4, and not (is in the segment “Tagged”).');
    await button(page, 'Save').click();
    await heading(page, /^Good regulars$/).waitFor();
    await says(page, 'Total Orders is at least 4, and not (is in the segment “Tagged”).');
    await go(page, `/segments/${shop.segment}?tab=overlap&other=${id}`, 'Tagged');
    await page.locator('[data-part="both"]').getByText(/^0 people$/).waitFor();
    check('not the other way round, in a circle', (await page.getByRole('link', { name: 'Leave them out of' }).count()) === 0);
  });
}

/** The story of segments that are kept, in a house that has one of them: `shop.segment`, called Tagged. */
export async function tellOfKept(house, shop) {
  await edited(house);
  await readyMade(house);
  await byHand(house);
  await putAway(house);
  await narrowed(house, shop);
  await travelled(house, shop);
  await leftOut(house, shop);
}
