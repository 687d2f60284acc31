// Templates over the HTTP API. Part of api_e2e.mjs.
import { parse } from 'parse5';
import { png } from './png.mjs';

export async function stored(api, check, reader) {
  await api.call('POST', '/v1/templates', { body: { kind: 'email' }, expect: 400, code: 'parameter_missing' });
  await api.call('POST', '/v1/templates', { body: { name: 'x', kind: 'letter' }, expect: 400, code: 'parameter_invalid' });
  await api.call('POST', '/v1/templates', { body: { name: 'A Footer', kind: 'snippet' }, expect: 400, code: 'parameter_invalid' });
  const wrong = await api.call('POST', '/v1/templates', { body: { name: 'x', kind: 'sms', content: { bodi: 'Hi' } }, expect: 400, code: 'parameter_unknown' });
  check('a wrong part is named', wrong.json.error.param === 'content.bodi' && wrong.json.error.message.endsWith('Did you mean body?'), wrong.json);
  await reader.call('POST', '/v1/templates', { body: { name: 'x', kind: 'sms' }, expect: 403, code: 'scope_missing' });

  const made = (await api.call('POST', '/v1/templates', { body: { name: 'Welcome', kind: 'email', content: { subject: 'Hello {{', body: '<p>Hello</p>' } } })).json;
  const path = `/v1/templates/${made.id}`;
  check('a draft is saved whatever is wrong with it', made.state === 'draft' && made.version === 1 && made.content.subject === 'Hello {{', made);
  const refused = await api.call('POST', `${path}/publish`, { expect: 400, code: 'template_has_errors' });
  check('and not published', refused.json.error.param === 'content.subject' && refused.json.error.message.startsWith('This cannot be published yet: 1 mistake was found. subject, line 1, column 7: '), refused.json);
  await api.call('POST', '/v1/templates', { body: { name: 'WELCOME', kind: 'email' }, expect: 409, code: 'already_exists' });
  const other = (await api.call('POST', '/v1/templates', { body: { name: 'Welcome', kind: 'sms' } })).json;
  const mended = (await api.call('PATCH', path, { body: { content: { subject: 'Hello' }, version: 1 } })).json;
  check('a saved draft is told what is wrong with it', mended.findings.map((f) => `${f.severity} ${f.code}`).join() === 'warning no_unsubscribe_link', mended);
  check('what was not checked is not said to be good', !('findings' in made) && !('findings' in (await api.call('GET', path)).json));
  check('a part changes, the others stay', mended.version === 2 && mended.content.subject === 'Hello' && mended.content.body === '<p>Hello</p>', mended);
  await api.call('PATCH', path, { body: { name: 'Mine', version: 1 }, expect: 409, code: 'changed_meanwhile' });
  const sent = (await api.call('POST', `${path}/publish`, { body: { version: 2 } })).json;
  check('publishing tells the warnings', sent.findings.length === 1 && sent.findings[0].code === 'no_unsubscribe_link' && sent.findings[0].severity === 'warning', sent);
  check('it is published', sent.state === 'published' && sent.published_revision === 1 && sent.published_at >= sent.created, sent);
  const changed = (await api.call('PATCH', path, { body: { name: 'Greeting', content: { subject: 'Good day' } } })).json;
  check('the draft is ahead of what is sent', changed.state === 'changed' && changed.revision === 2 && changed.published_revision === 1 && changed.name === 'Greeting', changed);
  const revisions = (await api.call('GET', `${path}/revisions`)).json.data;
  check('revisions are kept', revisions.map((r) => `${r.revision}${r.sent}`).join() === '2false,1true', revisions);
  check('and page', (await api.call('GET', `${path}/revisions?starting_after=2`)).json.data.map((r) => r.revision).join() === '1');
  check('one is shown with its content', (await api.call('GET', `${path}/revisions/1`)).json.content.subject === 'Hello');
  await api.call('GET', `${path}/revisions/9`, { expect: 404, code: 'resource_missing' });
  await api.call('GET', `${path}/revisions/last`, { expect: 404, code: 'resource_missing' });
  await api.call('POST', `${path}/restore`, { body: {}, expect: 400, code: 'parameter_missing' });
  const restored = (await api.call('POST', `${path}/restore`, { body: { revision: 1, version: changed.version } })).json;
  check('one is restored, as a draft', restored.content.subject === 'Hello' && restored.revision === 3 && restored.state === 'changed', restored);
  check('which says where it is from', (await api.call('GET', `${path}/revisions/3`)).json.restored_from === 1);
  await lists(api, check, made, other);
  await archive(api, check, changed);
  await snippets(api, check, made);
  for (const id of [made.id, other.id]) check('a template is deleted', (await api.call('DELETE', `/v1/templates/${id}`)).json.deleted);
  await api.call('GET', path, { expect: 404, code: 'resource_missing' });
}

async function lists(api, check, made, other) {
  const names = async (query) => (await api.call('GET', `/v1/templates${query}`)).json.data.map((t) => t.id).join();
  check('templates are listed, the newest first', await names('') === `${other.id},${made.id}`);
  check('without contents', (await api.call('GET', '/v1/templates')).json.data.every((t) => !('content' in t)));
  check('those of a kind', await names('?kind=sms') === other.id);
  check('those that are called so', await names('?query=GREET') === made.id);
  check('page by page', await names(`?limit=1&starting_after=${other.id}`) === made.id);
  await api.call('GET', '/v1/templates?kind=letter', { expect: 400, code: 'parameter_invalid' });
  await api.call('GET', '/v1/templates?channel=sms', { expect: 400, code: 'parameter_unknown' });
}

async function archive(api, check, made) {
  const path = `/v1/templates/${made.id}`;
  const ids = async (query) => (await api.call('GET', `/v1/templates${query}`)).json.data.map((t) => t.id);
  const away = (await api.call('PATCH', path, { body: { archived: true } })).json;
  check('a template is put away', away.archived > 0 && !(await ids('')).includes(made.id) && (await ids('?archived=true')).join() === made.id, away);
  for (const [method, at, body] of [['PATCH', path, { content: { subject: 'x' } }], ['POST', `${path}/publish`], ['POST', `${path}/restore`, { revision: 1 }]]) {
    await api.call(method, at, { body, expect: 409, code: 'template_archived' });
  }
  const taken = await api.call('POST', '/v1/templates', { body: { name: made.name, kind: made.kind }, expect: 409, code: 'already_exists' });
  check('its name is said to be in the archive', taken.json.error.message.includes('in the archive'), taken.json);
  check('it is taken back', (await api.call('PATCH', path, { body: { archived: false } })).json.archived === null && (await ids('')).includes(made.id));
  await api.call('PATCH', path, { body: { archived: 'yes' }, expect: 400, code: 'parameter_invalid' });
  await api.call('GET', '/v1/templates?archived=1', { expect: 400, code: 'parameter_invalid' });
}

async function snippets(api, check, made) {
  const footer = (await api.call('POST', '/v1/templates', { body: { name: 'footer', kind: 'snippet', content: { body: 'Bye' } } })).json;
  await api.call('PATCH', `/v1/templates/${made.id}`, { body: { content: { body: "<p>{% render 'footer' %}</p>" } } });
  const used = await api.call('DELETE', `/v1/templates/${footer.id}`, { expect: 409, code: 'template_in_use' });
  await api.call('PATCH', `/v1/templates/${footer.id}`, { body: { archived: true }, expect: 409, code: 'template_in_use' });
  check('a snippet in use is not deleted', used.json.error.message === 'footer is used by Greeting. Change or delete them first.', used.json);
  await api.call('PATCH', `/v1/templates/${made.id}`, { body: { content: { body: '<p>Hello</p>' } } });
  await api.call('POST', `/v1/templates/${made.id}/publish`);
  check('one that nobody uses is', (await api.call('DELETE', `/v1/templates/${footer.id}`)).json.deleted);
}

export async function checked(reader, check) {
  const findings = async (body) => (await reader.call('POST', '/v1/templates/check', { body })).json;
  const good = await findings({ channel: 'sms', body: 'You have ordered {{ profile.stripe_total_orders }} times.' });
  check('good words are publishable', good.publishable && good.findings.length === 0, good);
  const one = async (body, channel = 'sms') => (await findings({ channel, body })).findings[0];
  const mistyped = await one('Hi\n{{ profile.stripe_total_order }}');
  check('an unknown field is placed and mended', mistyped.code === 'unknown_name' && mistyped.line === 2 && mistyped.column === 4 && mistyped.suggestion === 'profile.stripe_total_orders', mistyped);
  check('and said in a sentence', mistyped.message === 'profile has no stripe_total_order. Did you mean profile.stripe_total_orders?', mistyped);
  for (const [body, code] of [['{% if profile.email %}a', 'unclosed_tag'], ['{{ profile.email | upcas }}', 'unknown_filter'], ['{{ profile.email | append }}', 'wrong_arguments'],
    ['Hi {{ profile.first_name }},', 'missing_fallback'], ['Hi *|FNAME|*', 'foreign_language'], ['{{#if firstName}}a{{/if}}', 'foreign_language'], ['{{', 'syntax']]) {
    const told = await one(body);
    check(`${body}: ${code}`, told?.code === code && told.severity === 'error' && told.line === 1 && told.column >= 1, told);
  }
  const mail = await findings({ channel: 'email', subject: 'Hello', body: '<img src="https://a.b/c.png"><a href="javascript:x()">x</a>' });
  check('what mail programs do not show is a warning', mail.publishable && mail.findings.map((f) => f.code).join() === 'image_without_text,unsafe_link,no_unsubscribe_link', mail);
  await reader.call('POST', '/v1/templates/check', { body: { body: 'x' }, expect: 400, code: 'parameter_missing' });
  await reader.call('POST', '/v1/templates/check', { body: { channel: 'sms', subject: 'x' }, expect: 400, code: 'parameter_unknown' });
  await reader.call('POST', '/v1/templates/check', { body: { template: 'tpl_0000000000000' }, expect: 404, code: 'resource_missing' });
}

export async function previewed(api, reader, check, all) {
  const busy = all.find((p) => p.fields.first_name && p.fields.email && p.fields.stripe_total_orders > 1);
  const preview = async (body, expect = 200) => (await reader.call('POST', '/v1/templates/preview', { body, expect })).json;
  const mail = await preview({ channel: 'email', subject: '{{ profile.first_name }}: {{ profile.stripe_total_orders }} orders', preview_text: 'A & B',
    body: '<p onclick="x()">{{ "<" }}{{ profile.email }}</p><p>{{ cart.products.first.name }}, {{ cart.amount | money }}</p><a href="{{ unsubscribe_url }}">Bye</a><a href="javascript:x()">y</a>', profile: busy.id });
  check('a preview is of this person', mail.state === 'ready' && mail.profile === busy.id && mail.parts.subject === `${busy.fields.first_name}: ${busy.fields.stripe_total_orders} orders`, mail.parts);
  check('HTML is escaped, cleaned and whole', mail.parts.body.includes(`<p >&lt;${busy.fields.email}</p>`) && mail.parts.body.includes('<a href="#">y</a>') && mail.parts.body.startsWith('<!DOCTYPE html>') && mail.parts.body.includes('A &amp; B'), mail.parts.body);
  check('a cart is there as an example', mail.parts.body.includes('Linen shirt, '), mail.parts.body);
  check('the plain text is made of it', mail.parts.text.includes(`<${busy.fields.email}\n\nLinen shirt`) && /Bye \[1\]/.test(mail.parts.text) && mail.bytes === Buffer.byteLength(mail.parts.body), mail.parts.text);
  check('warnings come with it', mail.warnings.map((w) => w.code).join() === 'not_shown,unsafe_link', mail.warnings);
  const sms = await preview({ channel: 'sms', body: 'It’s {{ trigger.amount | money }} for {{ campaign.name }}', data: { trigger: { amount: 1250, currency: 'eur' }, campaign: { name: 'Spring' } } });
  check('a text message is counted', sms.parts.body === 'It’s €12.50 for Spring' && sms.sms.encoding === 'UCS-2' && sms.sms.segments === 1 && sms.sms.costly === '’' && sms.profile === null, sms);
  const skipped = await preview({ channel: 'sms', body: 'Hi {{ profile.first_name }}', missing: 'skip' });
  check('a missing value skips where the template says so', skipped.state === 'skipped' && skipped.reason === 'profile.first_name is missing.' && skipped.missing.join() === 'profile.first_name', skipped);
  const stopped = await preview({ channel: 'push', title: 'a', body: '{% stop_message "not today" %}' });
  check('a template may stop its message', stopped.state === 'stopped' && stopped.reason === 'not today', stopped);
  const broken = await preview({ channel: 'sms', body: '{{ a | }}' });
  check('what cannot be read fails and is told', broken.state === 'failed' && broken.warnings[0].severity === 'error', broken);
  const hook = await preview({ channel: 'webhook', body: '{"a":{{ profile.first_name }}}', profile: busy.id });
  check('a webhook that is no JSON is told', hook.warnings.some((w) => w.code === 'not_json'), hook);
  const stored = (await api.call('POST', '/v1/templates', { body: { name: 'Seen', kind: 'sms', content: { body: 'Hello {{ profile.email }}' } } })).json;
  check('a stored draft is previewed', (await preview({ template: stored.id, profile: busy.id })).parts.body === `Hello ${busy.fields.email}`);
  check('with words in place of its own', (await preview({ template: stored.id, body: 'Bye' })).parts.body === 'Bye');
  await preview({ template: stored.id, channel: 'push' }, 400);
  await preview({ channel: 'sms', body: 'x', profile: 'prf_0000000000000' }, 404);
  await preview({ channel: 'sms', body: 'x', data: { basket: {} } }, 400);
  await preview({ channel: 'sms', body: 'x', data: { cart: 5 } }, 400);
  await api.call('DELETE', `/v1/templates/${stored.id}`);
}

export async function words(api, reader, check, all) {
  const busy = all.find((p) => p.fields.first_name && p.fields.stripe_total_orders > 1);
  const { names, filters, tags, profile } = (await reader.call('GET', `/v1/templates/words?profile=${busy.id}`)).json;
  const member = (of, name) => of.find((one) => one.name === name);
  const person = member(names, 'profile').members;
  check('words have examples of this person', profile === busy.id && member(person, 'first_name').example === busy.fields.first_name && member(person, 'stripe_total_orders').example === String(busy.fields.stripe_total_orders), person);
  const nobody = member((await reader.call('GET', '/v1/templates/words')).json.names, 'profile').members;
  check('or of nobody', member(nobody, 'first_name').example === null && member(nobody, 'first_name').may_lack);
  const products = member(member(names, 'cart').members, 'products');
  check('a list says what its elements are', products.shape === 'list' && products.example === null && member(products.members[0].members, 'price').shape === 'money', products);
  check('a name is offered once', !member(names, 'customer') && member(names, 'now').shape === 'date');
  check('filters and tags are named', filters.includes('money') && tags.includes('for') && filters.join() === [...filters].sort().join());
  const text = 'Values: ' + person.filter((one) => one.shape !== 'list').map((one) => `{{ profile.${one.name} }}`).join('');
  check('all of them are known to the checks', (await api.call('POST', '/v1/templates/check', { body: { channel: 'sms', body: text } })).json.publishable);
  await reader.call('GET', '/v1/templates/words?profile=prf_0000000000000', { expect: 404, code: 'resource_missing' });
  await reader.call('GET', '/v1/templates/words?person=x', { expect: 400, code: 'parameter_unknown' });
}

const kBlocks = [
  { type: 'section', background: '#0b3954', padding: 24, blocks: [{ type: 'heading', text: 'Hi {{ profile.first_name | default: "there" }} & <all>', level: 1, color: '#ffffff', align: 'center' }] },
  { type: 'image', src: 'https://img.example/a.png?x=1&y=2', alt: 'A "table" <in> a garden', link: 'https://shop.example' },
  { type: 'text', html: '<p>One <b>bold</b> <a href="https://shop.example/{{ profile.id }}">link</a><p>Two<ul><li>a<li>b</ul><script>x()</script>' },
  { type: 'columns', columns: [{ blocks: [{ type: 'text', html: 'left' }] }, { blocks: [{ type: 'button', label: 'Go', link: '{{ cart.url }}' }] }] },
  { type: 'divider' }, { type: 'spacer', height: 20 }, { type: 'product_list' }, { type: 'order_summary', source: 'cart' },
  { type: 'html', html: '<p>raw</p>' }, { type: 'footer', preferences_label: 'Choose' }];

// What an HTML5 parser finds of a tag, with the errors it met.
function elements(html) {
  const errors = [];
  const document = parse(html, { onParseError: (error) => errors.push(`${error.code} at ${html.slice(error.startOffset, error.startOffset + 60)}`) });
  const all = [];
  const walk = (node) => {
    if (node.tagName) all.push({ tag: node.tagName, ...Object.fromEntries(node.attrs.map((a) => [`@${a.name}`, a.value])) });
    for (const child of node.childNodes ?? []) walk(child);
  };
  walk(document);
  return { errors, all, of: (tag) => all.filter((e) => e.tag === tag) };
}

export async function blocks(api, check, all) {
  const busy = all.find((p) => p.fields.first_name && p.fields.email);
  const preview = async (list) => (await api.call('POST', '/v1/templates/preview', { body: { channel: 'email', subject: 'Blocks', preview_text: 'Seen first', blocks: list, profile: busy.id } })).json;
  const mail = await preview(kBlocks);
  check('blocks are a message', mail.state === 'ready' && mail.warnings.map((w) => `${w.code} ${w.part}`).join() === 'not_shown blocks[2].html', mail.warnings);
  const html = elements(mail.parts.body);
  const strict = html.errors.filter((e) => !e.startsWith('non-void-html-element-start-tag-with-trailing-solidus'));
  check('an HTML5 parser meets no error in them', strict.length === 0, strict);
  check('images say what they show', html.of('img').length >= 1 && html.of('img').every((e) => '@alt' in e) && html.of('img').some((e) => e['@alt'] === 'A "table" <in> a garden' && e['@src'].endsWith('?x=1&y=2')), html.of('img'));
  check('links are whole', html.of('a').every((e) => /^(https?:|#)/.test(e['@href'])) && html.of('a').some((e) => e['@href'] === `https://shop.example/${busy.id}`), html.of('a'));
  check('scripts are gone', html.of('script').length === 0);
  check('tables are for layout', html.of('table').length > 10 && html.of('table').every((e) => e['@role'] === 'presentation'));
  check('dark mode and narrow screens are thought of', mail.parts.body.includes('prefers-color-scheme:dark') && mail.parts.body.includes('max-width:620px'));
  check('the preview text comes first', mail.parts.body.indexOf('Seen first') < mail.parts.body.indexOf('db-pad"'));
  check('the text says it all', ['& <all>', 'A "table" <in> a garden', '- a', 'Go [', 'Linen shirt', 'Total', 'Unsubscribe ['].every((words) => mail.parts.text.includes(words)), mail.parts.text);
  const made = (await api.call('POST', '/v1/templates', { body: { name: 'Blocks', kind: 'email', content: { subject: 'B', blocks: [{ type: 'buton', link: 'x' }, { type: 'footer' }] } } })).json;
  const refused = await api.call('POST', `/v1/templates/${made.id}/publish`, { expect: 400, code: 'template_has_errors' });
  check('a block that is none is placed', refused.json.error.param === 'content.blocks[0].type' && refused.json.error.message.includes('There is no block buton. Did you mean button?'), refused.json);
  const mended = (await api.call('PATCH', `/v1/templates/${made.id}`, { body: { content: { blocks: kBlocks } } })).json;
  check('blocks are kept as they are', JSON.stringify(mended.content.blocks) === JSON.stringify(kBlocks));
  check('and published', (await api.call('POST', `/v1/templates/${made.id}/publish`)).json.state === 'published');
  await api.call('DELETE', `/v1/templates/${made.id}`);
  await brand(api, check, preview);
}

async function brand(api, check, preview) {
  const first = (await api.call('GET', '/v1/brand')).json;
  check('a brand has defaults', first.version === 0 && first.logo_url === null && first.font === 'system', first);
  const set = (await api.call('PATCH', '/v1/brand', { body: { logo_url: 'https://img.example/logo.png', primary_color: '#aa3311', font: 'georgia', version: 0 } })).json;
  check('it changes', set.version === 1 && set.primary_color === '#aa3311', set);
  await api.call('PATCH', '/v1/brand', { body: { font: 'arial', version: 0 }, expect: 409, code: 'changed_meanwhile' });
  await api.call('PATCH', '/v1/brand', { body: { primary_color: 'red' }, expect: 400, code: 'parameter_invalid' });
  await api.call('PATCH', '/v1/brand', { body: { primary_colour: '#fff' }, expect: 400, code: 'parameter_unknown' });
  const html = (await preview([{ type: 'button', label: 'Go', link: 'https://a.b' }])).parts.body;
  check('and shows', html.includes('https://img.example/logo.png') && html.includes('bgcolor="#aa3311"') && html.includes("font-family:Georgia,'Times New Roman',serif"), html);
  await api.call('PATCH', '/v1/brand', { body: { logo_url: null, primary_color: null, font: null } });
}

/** How many lack a value, measured and told; the longest values there are. `counted`: asks until it is there. */
export async function values(api, reader, check, all, until) {
  const counted = (query) => until(async () => {
    const { json } = await reader.call('GET', `/v1/templates/values${query}`);
    return json.people === null ? null : json;
  });
  const everybody = await counted('');
  const lacking = Object.fromEntries(everybody.fields.map((one) => [one.name, one.lacking]));
  check('everybody is counted', everybody.people === all.length && everybody.segment === null, everybody);
  for (const field of ['first_name', 'city', 'phone']) {
    check(`who lacks ${field}`, lacking[field] === all.filter((one) => !one.fields[field]).length, `${lacking[field]}`);
  }
  const preview = async (body) => (await reader.call('POST', '/v1/templates/preview', { body: { channel: 'sms', ...body } })).json;
  const longest = await preview({ body: '{{ profile.email }}', profile: 'longest' });
  const most = Math.max(...all.map((one) => [...(one.fields.email ?? '')].length));
  check('the longest values are somebody to show a message for', longest.profile === 'longest' && [...longest.parts.body].length === most, longest);
  const seen = await preview({ body: 'From {{ profile.city }} {{ profile.email | default: "x" }}' });
  check('what may be missing is named', seen.printed.join() === 'profile.city,profile.email', seen.printed);
  const often = lacking.city * 5 > all.length;
  check('and warned of where many lack it', seen.warnings.some((one) => one.code === 'often_empty') === often, seen.warnings);
  const nowhere = (await api.call('POST', '/v1/segments', { body: { name: 'Of no city', condition: { field: 'city', op: 'is_not_set' } } })).json;
  const few = await counted(`?segment=${nowhere.id}`);
  check('a segment is counted by itself', few.people === lacking.city && few.fields.find((one) => one.name === 'city').lacking === lacking.city, few);
  const warned = (await reader.call('POST', '/v1/templates/check', { body: { channel: 'sms', body: 'From {{ profile.city }}', segment: nowhere.id } })).json;
  check('a check is measured on it', lacking.city === 0 || warned.findings[0].message.startsWith('profile.city is empty for 100.0 % of the segment Of no city'), warned);
  await reader.call('GET', '/v1/templates/values?segment=seg_0000000000000', { expect: 404, code: 'resource_missing' });
  await api.call('DELETE', `/v1/segments/${nowhere.id}`);
}

/** Pictures are told by what is in them, kept once, and served so that nothing in them runs. */
export async function images(api, reader, check, url) {
  const picture = png(64, 64, [20, 120, 90]);
  const upload = (bytes, more = {}) => api.call('POST', '/v1/images?name=square.png', { raw: bytes, headers: { 'Content-Type': 'application/octet-stream' }, ...more });
  const kept = (await upload(picture)).json;
  check('a picture is kept', kept.width === 64 && kept.height === 64 && kept.name === 'square.png' && kept.path === `/images/${kept.url.split('/').pop()}`, kept);
  check('the same one once', (await upload(picture)).json.id === kept.id);
  check('it is listed', (await reader.call('GET', '/v1/images')).json.data.some((one) => one.id === kept.id));
  const served = await fetch(url + kept.path);
  const headers = Object.fromEntries(served.headers);
  check('anybody fetches it', served.status === 200 && headers['content-type'] === 'image/png' && headers['x-content-type-options'] === 'nosniff', headers);
  check('nothing in it runs, and it may be kept for ever', /sandbox/.test(headers['content-security-policy']) && /immutable/.test(headers['cache-control']) && headers['cross-origin-resource-policy'] === 'cross-origin', headers);
  await served.arrayBuffer();
  for (const [what, bytes, status, code] of [
    ['a picture that is none', 'GIF? PNG? <script>alert(1)</script>', 400, 'image_type'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 400, 'image_type'],
    ['one that is cut off', picture.subarray(0, picture.length / 2), 400, 'image_unreadable'],
    ['one that says it has four thousand million points', png(2, 2, [0, 0, 0], [62500, 62500]), 400, 'image_too_large'],
    ['nothing', '', 400, 'image_type'],
    ['over 10 MB', Buffer.alloc((10 << 20) + 1), 413, 'body_too_large']]) {
    const refused = await upload(bytes, { expect: status, code });
    check(`${what} is refused in a sentence`, refused.json.error.message.length > 20, refused.json);
  }
  await reader.call('POST', '/v1/images', { raw: picture, expect: 403, code: 'scope_missing' });
  const shown = (await api.call('POST', '/v1/templates', { body: { name: 'With a picture', kind: 'email', content: { subject: 'x', blocks: [{ type: 'image', src: kept.path, alt: 'A square' }, { type: 'footer' }] } } })).json;
  const mail = (await api.call('POST', '/v1/templates/preview', { body: { template: shown.id } })).json;
  check('a message shows it at its whole address', mail.parts.body.includes(`src="${url}${kept.path}"`) && mail.warnings.length === 0, mail);
  await api.call('PATCH', '/v1/brand', { body: { logo_url: kept.path } });
  const used = await api.call('DELETE', `/v1/images/${kept.id}`, { expect: 409, code: 'image_in_use' });
  check('one that is shown stays', used.json.error.message === 'This image stands in With a picture, the brand. Take it out there first.', used.json);
  const branded = (await api.call('POST', '/v1/templates/preview', { body: { template: shown.id, subject: '{{ company.logo }}' } })).json;
  check('it may be the logo', branded.parts.subject === kept.url && branded.parts.body.split(kept.url).length === 3, branded.parts);
  await api.call('PATCH', '/v1/brand', { body: { logo_url: '/images/none.png' }, expect: 400, code: 'parameter_invalid' });
  await api.call('PATCH', '/v1/brand', { body: { logo_url: null } });
  await api.call('DELETE', `/v1/templates/${shown.id}`);
  check('one that is not shown is deleted', (await api.call('DELETE', `/v1/images/${kept.id}`)).json.deleted && (await fetch(url + kept.path)).status === 404);
  await reader.call('GET', `/v1/images/${kept.id}`, { expect: 404, code: 'resource_missing' });
}
