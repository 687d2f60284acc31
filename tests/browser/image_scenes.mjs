// Pictures in e-mails of blocks and in the brand, and what is pasted from elsewhere: scenes of templates_e2e.mjs.
import { png } from '../e2e/png.mjs';
import { button, check, checkAccessible, goTo, heading, picture, scene, until } from './support.mjs';

const kFile = (name, bytes, mimeType = 'image/png') => ({ name, mimeType, buffer: bytes });
const block = (page, type) => page.locator(`[data-type="${type}"]`);

/** Chooses a file where a button asks for one. */
async function upload(page, where, file) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(where, 'Upload a picture').click()]);
  await chooser.setFiles(file);
}

export async function images(house) {
  const { page, api } = house.owner;
  const { body: letter } = await api('/v1/templates', { method: 'POST', body: { name: 'A picture', kind: 'email', content: {
    subject: 'A picture', blocks: [{ type: 'image', alt: 'A green field' }, { type: 'text', html: '<p>Before</p>' }, { type: 'footer' }] } } });
  const blocks = async () => (await api(`/v1/templates/${letter.id}`)).body.content.blocks;
  const frame = page.frameLocator('iframe[title="The e-mail as it is read"]');
  const loaded = (width) => until(`a picture of ${width} points`, () => frame.locator('img').first().evaluate((one) => one.complete && one.naturalWidth, null).then((found) => found === width).catch(() => false));

  await scene('a picture is uploaded into a block, and shows', page, async () => {
    await goTo(page, `/templates/${letter.id}`);
    await heading(page, 'A picture').waitFor();
    await block(page, 'image').locator('button[data-open]').first().click();
    const settings = block(page, 'image').locator('[data-settings]').first();
    await upload(page, settings, kFile('field.png', png(1600, 20, [30, 140, 60])));
    const stored = await until('it is stored', async () => (await blocks())[0].src);
    check('under its path', /^\/images\/[0-9a-f]{32}\.png$/.test(stored), stored);
    await loaded(1200);
    check('no wider than an e-mail', (await frame.locator('img').first().evaluate((one) => one.clientWidth)) <= 600);
    await upload(page, settings, kFile('dot.png', png(40, 40, [200, 40, 40])));
    await loaded(40);
    await until('a small one is shown as large as it is', async () => (await blocks())[0].width === 40);
    await checkAccessible(page, 'a picture in a block');
  });
  await scene('what is no picture is refused in a sentence, whatever it is called', page, async () => {
    const settings = block(page, 'image').locator('[data-settings]').first();
    await upload(page, settings, kFile('logo.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')));
    await page.getByText('This is an SVG, which mail programs do not show: save it as PNG or JPEG.').waitFor();
    const file = png(40, 40, [1, 2, 3]);
    await upload(page, settings, kFile('half.png', file.subarray(0, file.length - 20)));
    await page.getByText('This picture is cut off or damaged').waitFor();
  });
  await scene('one that is kept is chosen again', page, async () => {
    const settings = block(page, 'image').locator('[data-settings]').first();
    await button(settings, 'Choose a picture').click();
    const menu = page.getByRole('dialog', { name: 'Choose a picture' });
    await menu.getByRole('button', { name: 'field.png, 1,200 × 15' }).waitFor();
    await checkAccessible(page, 'pictures that are kept');
    await picture(page, 'template-pictures');
    await button(menu, 'Delete dot.png').click();
    await page.getByText('This image stands in A picture. Take it out there first.').waitFor();
    await menu.getByRole('button', { name: 'field.png, 1,200 × 15' }).click();
    await loaded(1200);
    await button(settings, 'Choose a picture').click();
    await until('nothing shows it any more', async () => !JSON.stringify(await blocks()).includes((await api('/v1/images')).body.data.find(({ name }) => name === 'dot.png')?.path ?? ' '));
    await button(menu, 'Delete dot.png').click();
    await until('it is deleted', async () => (await menu.locator('[data-image]').count()) === 1);
    await page.keyboard.press('Escape');
  });
  await scene('what is pasted keeps its look where one likes', page, async () => {
    await block(page, 'text').locator('button[data-open]').first().click();
    const rich = page.getByRole('textbox', { name: 'Words', exact: true });
    await rich.click();
    await page.keyboard.press('End');
    const html = '<html><body><!--StartFragment--><table><tr><td style="background:#ffeeaa;color:#663300;padding:12px">Spring sale</td></tr></table><!--EndFragment--></body></html>';
    await rich.evaluate((words, given) => {
      const data = new DataTransfer();
      data.setData('text/html', given);
      data.setData('text/plain', 'Spring sale');
      words.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, html);
    await frame.getByText('Spring sale').waitFor();
    await page.locator('[data-pasted]').waitFor();
    await checkAccessible(page, 'something was pasted');
    await button(page, 'Keep its look, as a block of HTML').click();
    await until('it is a block of its own', async () => (await blocks()).map(({ type }) => type).join() === 'image,text,html,footer');
    const [, text, kept] = await blocks();
    check('the words are as before', text.html === '<p>Before</p>', text);
    check('the look is kept', kept.html.includes('style="background:#ffeeaa;color:#663300;padding:12px"') && !kept.html.includes('Fragment'), kept);
    await until('it looks so', () => frame.getByText('Spring sale').evaluate((one) => getComputedStyle(one).backgroundColor === 'rgb(255, 238, 170)').catch(() => false));
  });
  await scene('a logo is uploaded for the brand', page, async () => {
    await goTo(page, '/settings/brand');
    await heading(page, 'Brand').waitFor();
    await upload(page, page, kFile('logo.png', png(200, 60, [60, 60, 160])));
    await until('its path is there', async () => (await page.getByLabel('Address of the logo').inputValue()).startsWith('/images/'));
    await button(page, 'Save').click();
    await page.getByText('The brand is saved.').waitFor();
    const logo = page.frameLocator('iframe').locator('img').first();
    await until('the example has it', () => logo.evaluate((one) => one.naturalWidth === 200).catch(() => false));
    await api('/v1/brand', { method: 'PATCH', body: { logo_url: null } });
  });
}
