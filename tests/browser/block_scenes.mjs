// E-mails of blocks and the brand: scenes of templates_e2e.mjs.
import { readFileSync } from 'node:fs';
import { button, check, checkAccessible, goTo, heading, picture, scene, until } from './support.mjs';

const kFrame = 'iframe[title="The e-mail as it is read"]';
const block = (page, type) => page.locator(`[data-type="${type}"]`);
const saved = (page) => page.locator('[data-saving="saved"]').waitFor();
const types = (page) => page.locator('[data-block]').evaluateAll((all) => all.map((one) => one.dataset.type).join(' '));
const whenTypes = (page, wanted) => until(`the blocks ${wanted}`, async () => (await types(page)) === wanted);

async function addBlock(page, where, name, label = 'Add a block') {
  await button(where, label).first().click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

async function openBlock(page, type) {
  const head = block(page, type).locator('button[data-open]').first();
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  return block(page, type).locator('[data-settings]').first();
}

async function drag(page, from, to) {
  const start = await from.boundingBox();
  await page.mouse.move(start.x + 6, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 20, start.y + 30, { steps: 4 });
  await until('the places open', () => to.evaluate((one) => one.dataset.open === 'true'));
  // Other places open meanwhile, which may move this one.
  await until('it is over the place', async () => {
    const end = await to.boundingBox();
    await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 6 });
    return to.evaluate((one) => one.dataset.over === 'true');
  });
  await page.mouse.up();
}

export async function blocks(house) {
  const { page, api } = house.owner;
  let letter;
  const draft = async () => (await api(`/v1/templates/${letter.id}`)).body.content;
  const frame = page.frameLocator(kFrame);

  await scene('a new e-mail begins with blocks, and they are moved by keys and buttons', page, async () => {
    await goTo(page, '/templates');
    await button(page, 'New template').first().click();
    const dialog = page.getByRole('dialog', { name: 'New template' });
    await dialog.getByLabel('Name', { exact: true }).fill('The letter');
    await button(dialog, 'Write it').click();
    await heading(page, 'The letter').waitFor();
    letter = (await api('/v1/templates')).body.data.find((one) => one.name === 'The letter');
    await whenTypes(page, 'heading text button footer');
    await frame.getByRole('heading', { name: 'Hello' }).waitFor();
    const head = block(page, 'heading').locator('button[data-open]');
    await head.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await whenTypes(page, 'text heading button footer');
    check('the focus goes with it', (await page.evaluate(() => document.activeElement.closest('[data-block]')?.dataset.type)) === 'heading');
    await button(page, 'Move Heading up').click();
    await whenTypes(page, 'heading text button footer');
    await button(page, 'Duplicate Text').click();
    await whenTypes(page, 'heading text text button footer');
    await page.keyboard.press('Delete');
    await whenTypes(page, 'heading text button footer');
    await page.keyboard.press('Control+z');
    await whenTypes(page, 'heading text text button footer');
    await button(page, 'Undo').click();
    await whenTypes(page, 'heading text button footer');
    await button(page, 'Redo').click();
    await button(page, 'Redo').click();
    await whenTypes(page, 'heading text button footer');
  });

  await scene('a block is dragged into a column', page, async () => {
    await block(page, 'text').locator('button[data-open]').click();
    await addBlock(page, page, 'Columns');
    await whenTypes(page, 'heading text columns button footer');
    const zones = block(page, 'columns').locator('[data-zone]');
    await drag(page, block(page, 'button').locator('[data-handle]'), zones.nth(1));
    await until('it stands there', async () => (await block(page, 'columns').locator('[data-type="button"]').count()) === 1);
    await addBlock(page, block(page, 'columns'), 'Text', 'Add here');
    await saved(page);
    const [columns] = (await draft()).blocks.filter((one) => one.type === 'columns');
    check('and is stored so', columns.columns.map((one) => one.blocks.map(({ type }) => type).join()).join('|') === 'text|button', columns);
    await picture(page, 'template-blocks');
    await checkAccessible(page, 'an e-mail of blocks');
  });

  await scene('rich text keeps its looks and the language in it', page, async () => {
    await openBlock(page, 'heading');
    await page.locator('[data-type="text"] button[data-open]').first().click();
    const rich = page.getByRole('textbox', { name: 'Words', exact: true });
    // A button takes the focus and gives it back with the next frame.
    const focused = () => until('the words have the focus', () => rich.evaluate((words) => words === document.activeElement));
    await rich.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await button(page, 'Bold').click();
    await focused();
    await page.keyboard.type('Dear ');
    await button(page, 'Bold').click();
    await button(page, 'Insert a field').click();
    await page.getByRole('dialog', { name: 'Insert a field' }).getByLabel('Find a field').fill('first name');
    await page.keyboard.press('Enter');
    await focused();
    await page.keyboard.type(' {% if profile.stripe_total_orders < 0 %}never{% endif %}');
    const wanted = '<p><strong>Dear </strong>{{ profile.first_name | default: "there" }} {% if profile.stripe_total_orders < 0 %}never{% endif %}</p>';
    await until('it is stored', async () => (await draft()).blocks[1].html === wanted);
    await frame.locator('strong', { hasText: 'Dear' }).waitFor();
    check('and read by the language', !(await frame.locator('body').innerText()).includes('never'));
    await page.keyboard.press('Control+a');
    await button(page, 'Link').click();
    const popover = page.getByRole('dialog', { name: 'Link' });
    await checkAccessible(page, 'a link in rich text');
    await popover.getByLabel('Where it leads').fill('https://shop.example/');
    await page.keyboard.press('Enter');
    await frame.locator('a[data-to="https://shop.example/"]').first().waitFor();
  });

  await scene('a block shows only to some, and a mistake in it is told there', page, async () => {
    const settings = await openBlock(page, 'heading');
    await button(settings, 'Show this block only to some').click();
    await settings.getByRole('textbox', { name: 'Show this block if' }).click();
    await page.keyboard.type('profile.stripe_total_orders > 999');
    await until('it is hidden', async () => (await frame.getByRole('heading', { name: 'Hello' }).count()) === 0);
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('profile.stripe_total_order > 0');
    await settings.locator('[data-problem="unknown_name"]').getByText('Line 1, column 1:').waitFor();
    await block(page, 'heading').getByLabel('Something is to be mended').waitFor();
    await checkAccessible(page, 'a mistake in a block');
    await button(settings, 'Choose a condition').click();
    const maker = page.getByRole('dialog', { name: 'Choose a condition' });
    await maker.getByLabel('Field').selectOption('profile.country');
    await maker.getByLabel('How it is compared').selectOption('isNot');
    await button(maker, 'Write it').click();
    await maker.getByText('Type what it is compared with').waitFor();
    await maker.getByLabel('Value').fill('XX');
    await checkAccessible(page, 'a condition that is chosen');
    await page.keyboard.press('Enter');
    await until('it is written', async () => (await settings.getByRole('textbox', { name: 'Show this block if' }).innerText()).endsWith(' > 0 and profile.country != "XX"'));
    await settings.getByRole('button', { name: 'Write profile.stripe_total_orders' }).click();
    await frame.getByRole('heading', { name: 'Hello' }).waitFor();
  });

  await everyType(page, draft);
  await bodies(page);
  await downloads(page, api);
}

/** Each type with each of its settings is one that the server knows. */
async function everyType(page, draft) {
  await scene('every type of block has settings that the server takes', page, async () => {
    for (const name of ['Section', 'Image', 'Line', 'Space', 'Products', 'Summary of the order', 'HTML']) await addBlock(page, page, name);
    const image = await openBlock(page, 'image');
    await image.getByRole('textbox', { name: 'Address of the picture' }).click();
    await page.keyboard.type('https://shop.example/a.png');
    await image.getByRole('textbox', { name: 'What it shows, in words' }).click();
    await page.keyboard.type('A garden');
    await image.getByLabel('Width').fill('300');
    const html = await openBlock(page, 'html');
    await html.getByRole('textbox', { name: 'Words' }).click();
    await page.keyboard.insertText('<p>Raw</p>');
    await (await openBlock(page, 'section')).getByLabel('Background', { exact: true }).fill('#eeeeee');
    await addBlock(page, block(page, 'section'), 'Button', 'Add here');
    const settings = block(page, 'section').locator('[data-settings="button"]');
    await settings.getByLabel('Colour of the words', { exact: true }).fill('#ffffff');
    await settings.getByText('Right').click();
    await settings.getByRole('switch', { name: 'As wide as the e-mail' }).click();
    await (await openBlock(page, 'spacer')).getByLabel('Height').fill('40');
    await (await openBlock(page, 'divider')).getByLabel('Thickness').fill('3');
    await (await openBlock(page, 'heading')).getByLabel('Size').selectOption('medium');
    await (await openBlock(page, 'columns')).getByLabel('Columns').selectOption('3');
    await saved(page);
    const all = (await draft()).blocks;
    const of = (type) => all.find((one) => one.type === type);
    check('numbers, colours and choices are stored', of('image').width === 300 && of('section').background === '#eeeeee' && of('spacer').height === 40
      && of('divider').thickness === 3 && of('heading').level === 2 && of('columns').columns.length === 3, all);
    const inner = of('section').blocks[0];
    check('within a section too', inner.align === 'right' && inner.full_width === true && inner.text_color === '#ffffff', inner);
    check('all were there', new Set((await types(page)).split(' ')).size === 12, await types(page));
    await page.getByRole('textbox', { name: 'Subject' }).click();
    await page.keyboard.type('A letter');
    await button(page, 'Publish').click();
    await page.getByText('The letter is published').waitFor();
  });
}

async function bodies(page) {
  await scene('blocks give way to HTML, and come back', page, async () => {
    const before = await types(page);
    await button(page, 'Write HTML instead').click();
    await page.getByRole('textbox', { name: 'Body', exact: true }).waitFor();
    await page.locator('.mantine-Notification-root', { hasText: 'The body is another now' }).getByRole('button', { name: 'Undo' }).click();
    await whenTypes(page, before);
    await saved(page);
  });
}

async function downloads(page, api) {
  const download = async (name) => {
    await button(page, 'More').click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };
  await scene('the message is downloaded as it is shown', page, async () => {
    const html = await download('Download as HTML');
    check('as HTML', html.name === 'the-letter.html' && html.text.startsWith('<!DOCTYPE html>') && html.text.includes('<p>Raw</p>'), html.name);
    const eml = await download('Download as .eml');
    const shown = (await api(`/v1/profiles/${await page.locator('[data-person]').getAttribute('data-person')}`)).body.fields.email;
    check('as a letter', eml.name === 'the-letter.eml' && /^Subject: A letter\r$/m.test(eml.text) && eml.text.match(/^To: <(.+)>\r$/m)?.[1] === (shown ?? undefined), eml.text.slice(0, 400));
    const parts = eml.text.split(`--${eml.text.match(/boundary="(.+)"/)[1]}`);
    const body = Buffer.from(parts[2].split('\r\n\r\n')[1], 'base64').toString();
    check('whose body is the same', body === html.text);
  });
}

export async function brand(house) {
  const { page, api } = house.owner;
  await scene('the brand is set, and shows', page, async () => {
    await goTo(page, '/settings/brand');
    await heading(page, 'Brand').waitFor();
    const link = page.frameLocator('iframe').getByText('Have a look');
    await link.waitFor();
    await page.getByLabel('Address of the logo').fill('http://shop.example/logo.png');
    await button(page, 'Save').click();
    await page.getByText('logo_url must be an address that begins with https://.').first().waitFor();
    await checkAccessible(page, 'a brand that is refused');
    await page.getByLabel('Address of the logo').fill('');
    await page.getByLabel('Buttons and links', { exact: true }).fill('#aa33');
    await page.getByText('A colour is written as #1a5fb4.').waitFor();
    await page.getByLabel('Buttons and links', { exact: true }).fill('#aa3311');
    await page.getByLabel('Letters').selectOption('georgia');
    await button(page, 'Save').click();
    await page.getByText('The brand is saved.').waitFor();
    await until('the example has it', () => link.evaluate((one) => getComputedStyle(one.closest('td')).backgroundColor === 'rgb(170, 51, 17)'));
    const stored = (await api('/v1/brand')).body;
    check('the server has it', stored.primary_color === '#aa3311' && stored.font === 'georgia' && stored.logo_url === null, stored);
    await picture(page, 'brand');
  });
}
