// A house to test in: a sandbox shop, the server, a browser, and the owner signed in. What only one story needs is asked of it.
import { scratch, json, kSeed, openBrowser, openWindow, start, stop, until } from './support.mjs';

export const kOwner = { name: 'Ada Lovelace', email: 'ada@shop.example', password: 'an analytical engine' };
const kSecret = 'whsec_browserbrowserbrowser';
export const kTestKey = 'rk_test_browserbrowser';

/** What a person of the house asks the API for, with the cookie of their window. */
export function apiOf(base, context) {
  const headers = { Origin: base, 'Sec-Fetch-Site': 'same-origin' };
  return async (path, { method = 'GET', body } = {}) => {
    const answer = await context.request.fetch(base + path, { method, headers, ...(body ? { data: body } : {}) });
    return { status: answer.status(), body: answer.status() === 204 ? null : await answer.json() };
  };
}

const newest = (text, pattern) => text.match(pattern)?.[0];

/** The link that a server printed for its first owner. */
export const ownerLink = (server) =>
  until('the link of the owner', () => newest(server.said, /http:\/\/\S+\/welcome#\S+/));

/** Signs in at the form that `where` shows: a page or a dialog. */
export async function signIn(where, { email, password }) {
  await where.getByLabel('E-mail address').fill(email);
  await where.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await where.getByRole('button', { name: 'Sign in' }).click();
}

class House {
  constructor(sandbox, arguments_) {
    this.sandbox = sandbox;
    this.arguments = arguments_;
  }

  async serve(listen = '127.0.0.1:0') {
    this.server = await start('serve', '--listen', listen, ...this.arguments);
    this.base = this.server.url;
  }

  /** The server dies as in a power cut. */
  crash() {
    return stop(this.server, 'SIGKILL');
  }

  /** …and is there again, at the same address. */
  comeBack() {
    return this.serve(new URL(this.base).host);
  }

  /** A window of somebody: signed in by a one-time link with `answers`, without a page of it. */
  async enter(link, answers, options) {
    const window = await openWindow(this.browser, options);
    const api = apiOf(this.base, window.context);
    const token = new URL(link).hash.slice(1);
    const { status, body } = await api('/v1/links/redeem', { method: 'POST', body: { token, ...answers } });
    if (status !== 200) throw new Error(`the link is refused: ${JSON.stringify(body)}`);
    return { ...window, api };
  }

  /** Another window, or a whole other browser, of somebody who is signed in. */
  async windowOf(person, options) {
    const window = await openWindow(this.browser, options);
    await window.context.addCookies(await person.context.cookies());
    return { ...window, api: apiOf(this.base, window.context) };
  }

  /** Somebody with a role, invited by the owner. */
  async invite(role, options) {
    const { body } = await this.owner.api('/v1/users', { method: 'POST', body: { email: `${role}@shop.example`, role } });
    return this.enter(body.link, { name: `The ${role}`, password: `the ${role}'s password` }, options);
  }

  tellSandbox(path, body) {
    return json(`${this.sandbox.url}/_sandbox${path}`, { method: 'POST', body });
  }

  async integration() {
    return (await this.owner.api('/v1/integrations/stripe')).body;
  }

  /** Connects the shop, and waits until all is read. */
  async connect() {
    const { status, body } = await this.owner.api('/v1/integrations/stripe', {
      method: 'PUT', body: { api_key: kTestKey, webhook_secret: kSecret },
    });
    if (status !== 200) throw new Error(`the key is refused: ${JSON.stringify(body)}`);
    await this.tellSandbox('/webhook', { url: `${this.base}/webhooks/stripe`, secret: kSecret });
    await this.whenLive();
  }

  /** Until all is read, and everybody who was read is settled. */
  async whenLive(patience) {
    await until('live', async () => (await this.integration()).state === 'live', patience);
    await until('all are settled', async () => {
      const metrics = await (await fetch(`${this.base}/metrics`)).text();
      return metrics.split('\n').filter((line) => line.startsWith('daybook_due_pending')).every((line) => line.endsWith(' 0'));
    }, patience);
  }

  /** People as the API lists them, the newest first. */
  async people(query = 'limit=100') {
    return (await this.owner.api(`/v1/profiles?${query}`)).body.data;
  }
}

/**
 * A house with an owner who is signed in (`house.owner`). `customers`: of the shop. `owner`, `connected`: whether there is one,
 * and whether the shop is read already. `shop`: more flags of the sandbox, `flags` of the server, `folder`: of its data,
 * `browser`: as openBrowser's.
 */
export async function openHouse({
  customers = 60, owner = true, connected = true, shop = [], flags = [], folder = 'data', browser: how,
} = {}) {
  const [sandbox, browser] = await Promise.all([
    start('sandbox', '--listen', '127.0.0.1:0', '--customers', String(customers), '--seed', kSeed, ...shop), openBrowser(how),
  ]);
  const house = new House(sandbox, [
    '--data', scratch(folder), '--stripe-api-base', sandbox.url, '--stripe-rate', 'unlimited', ...flags,
  ]);
  house.browser = browser;
  await house.serve();
  if (owner) house.owner = await house.enter(await ownerLink(house.server), { ...kOwner, time_zone: 'Europe/London' });
  if (connected) await house.connect();
  return house;
}
