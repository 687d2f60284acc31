import { texts } from '@/strings/i18n'

export const stripe = texts('stripe', {
  title: 'Stripe',
  lead: 'Daybook reads your customers, orders and subscriptions from Stripe and keeps them up to date. It can never change anything there.',
  connect: {
    title: 'Connect your Stripe account',
    lead: 'Two steps, about two minutes. You need the administrator or developer role at Stripe.',
    steps: {
      open: 'Open Stripe’s form',
      openText:
        'The button opens Stripe with all the useful Read permissions already ticked. Before you create the key:',
      checkRole:
        'You need Stripe’s administrator or developer role. If the form does not open, ask your Stripe administrator (below).',
      checkShop:
        'Look at the top left: is it the right shop, and not a sandbox? For a first look, test mode is fine too.',
      checkUse:
        'If Stripe asks how you will use the key, choose the answer about providing it to another website or service.',
      checkOnce:
        'A live key is shown once. Copy it right away; if it gets lost, just create another.',
      orders:
        'You will find no permission called Orders: Stripe has none any more. An order is an invoice, or a payment without one.',
      button: 'Open Stripe’s key form',
      buttonTest: 'Open it in test mode',
      paste: 'Paste the key here',
      pasteText:
        'It begins with rk_. Daybook checks at once what it may read, then the import starts by itself.',
    },
    field: 'Restricted key',
    fieldHint: 'Sealed on your own server, never shown again, only used to read.',
    submit: 'Connect',
    readOnly:
      'Only an admin or owner of this Daybook can connect Stripe. Ask one of them to open this page.',
  },
  ask: {
    title: 'Ask your Stripe administrator',
    lead: 'No access to Stripe’s settings? Send them this message.',
    message:
      'Hello,\n\nI am setting up Daybook, which keeps a list of our Stripe customers up to date for our messages. It only reads; it cannot change anything in Stripe.\n\nCould you create a restricted key for it? This link opens Stripe’s form with the Read permissions already ticked (you need the administrator or developer role):\n\n{link}\n\nPlease check that it is our real shop (top left) and not a sandbox. If Stripe asks how the key will be used, choose “providing it to another website”. The key is shown once; please send it to me in a safe way, for example through our password manager.\n\nThank you!',
    copy: 'Copy the message',
  },
  state: {
    title: 'How it is going',
    importing: 'Importing',
    live: 'Up to date',
    paused: 'Paused',
    failed: 'Stopped',
    disconnected: 'Not connected',
    importingText: 'Daybook reads everything once. You can work with what has arrived already.',
    liveText: 'Everything is read; changes follow by themselves.',
    pausedText:
      'Daybook does not ask Stripe for anything until you resume. What is here stays usable, but grows old.',
    failedText:
      'Daybook cannot read from Stripe right now. What is here stays usable, but grows old.',
    freshness: {
      label: 'Changes arrive by',
      webhooks: 'webhooks, within a second',
      events: 'Stripe’s events, within seconds',
      polling: 'looking again, within minutes',
    },
    lastSynced: 'Last complete look',
    lastEvent: 'Last change',
    key: 'Key',
    mode: 'Mode',
    modeOf: { test: 'Test mode', live: 'Live' },
    notYet: 'not yet',
    problem: 'Something needs you',
    passing: 'Nothing for you to do',
  },
  fix: {
    key_revoked:
      'Create another key at Stripe and put it in with “Replace the key” below. Everything goes on from where it stopped.',
    master_key_changed:
      'Ask whoever runs the server to put the right master.key back, or put the Stripe key in again with “Replace the key” below.',
    permission_missing: 'Edit the key at Stripe, tick the permission, then choose “Check again”.',
    stripe_unreachable:
      'Daybook tries again by itself. If it lasts, ask whoever runs the server whether it can reach api.stripe.com.',
    rate_limited: 'Stripe asked to slow down. Daybook waits and goes on by itself.',
    storage_failed:
      'Ask whoever runs the server to make room on its disk. The import goes on by itself.',
    openKeys: 'Open the keys at Stripe',
  },
  progress: {
    title: 'Import',
    rate: '{rate}/s',
    left: 'about {time} left',
    leftAll: 'About {time} left.',
    read: '{count, plural, one {# read} other {# read}}',
    readOf: '{count} of about {total}',
    done: 'complete',
    waits: 'waits its turn',
    usableNone: 'The first customers arrive in a few seconds.',
    usableSome:
      '{count, plural, one {The first person is} other {The first # people are}} in Profiles already. Fields that are still being read say “reading…”.',
    usableDone: 'Everything is read. Every field is complete.',
    see: 'See them in Profiles',
  },
  resource: {
    customers: 'Customers',
    invoices: 'Invoices',
    subscriptions: 'Subscriptions',
    coupons: 'Coupons',
    products: 'Products',
    prices: 'Prices',
    invoice_payments: 'Invoice payments',
    charges: 'Charges',
    refunds: 'Refunds',
    credit_notes: 'Credit notes',
    checkout_sessions: 'Checkout sessions',
    events: 'Events',
    promotion_codes: 'Promotion codes',
  },
  known: {
    title: 'Type a customer you know',
    lead: 'Compare Daybook with Stripe: it should be the same person, with the same orders.',
    label: 'Name, e-mail address or customer id',
    here: 'Open in Daybook',
    there: 'Open in Stripe',
    nothing: 'Nobody fits yet. The import may not have come to them.',
  },
  report: {
    title: 'What came of it',
    customers: '{count, plural, one {# Stripe customer} other {# Stripe customers}} became',
    profiles: '{count, plural, one {# profile} other {# profiles}}',
    guests: '{count, plural, one {# paid as a guest} other {# paid as guests}}',
    shared: '{count, plural, one {# shares another’s e-mail} other {# share another’s e-mail}}',
    noEmail: '{count, plural, one {# has no e-mail address} other {# have no e-mail address}}',
    deleted: '{count, plural, one {# is deleted at Stripe} other {# are deleted at Stripe}}',
    notCounted: 'Not counted as orders:',
    reason: {
      free_trial: '{count, plural, one {# free trial} other {# free trials}}',
      nothing_due: '{count, plural, one {# invoice of zero} other {# invoices of zero}}',
      credit: '{count, plural, one {# credit} other {# credits}}',
      not_paid: '{count, plural, one {# unpaid} other {# unpaid}}',
      pending: '{count, plural, one {# pending payment} other {# pending payments}}',
      not_captured: '{count, plural, one {# payment not captured} other {# payments not captured}}',
      tie_unknown:
        '{count, plural, one {# payment that may belong to an invoice} other {# payments that may belong to an invoice}}',
    },
    allCounted: 'Every invoice counts as an order.',
  },
  live: {
    title: 'See it live',
    lead: 'Change a phone number at Stripe and watch it arrive.',
    local:
      'This Daybook runs on a local address, where Stripe cannot reach it: changes come through Stripe’s events, every few seconds. On a public address with a webhook it takes about a second.',
    pick: 'Choose a customer',
    pickHint: 'Anybody; best a test customer of your own.',
    start: 'Start the stopwatch and open them at Stripe',
    waiting: 'Change the phone number at Stripe and save. Watching {name}…',
    arrived: 'Arrived after {seconds} s: {phone}',
    noPhone: 'no phone number',
    again: 'Once more',
    stop: 'Stop',
    elapsed: '{seconds} s',
  },
  permissions: {
    title: 'Permissions',
    lead: 'What the key may read, named as at Stripe.',
    name: 'Permission',
    need: 'For',
    gives: 'What it gives',
    needed: 'needed',
    recommended: 'recommended',
    on: 'on',
    off: 'off',
    read: '{label} – Read',
    missing: '{label} – Read is off. {loses} Edit the key at Stripe, then “Check again”.',
    check: 'Check again',
    checked: 'Checked. This is what the key may read now.',
  },
  manage: {
    title: 'Connection',
    replace: 'Replace the key',
    replaceText:
      'The old key is forgotten as soon as the other one is accepted. Nothing is read twice.',
    pause: 'Pause',
    paused: 'Paused.',
    resume: 'Resume',
    resumed: 'Going on.',
    resync: 'Read everything again',
    resyncing: 'Everything is being read again; profiles stay usable.',
    goLive: 'Go live',
    goLiveText:
      'Put in a live key. The test people are removed; your settings stay, and so will segments, templates and automations.',
    goLiveWord: 'go live',
    goLiveField: 'Live key (rk_live_…)',
    disconnect: 'Disconnect',
    disconnectTitle: 'Disconnect Stripe?',
    disconnectText:
      'Daybook forgets the key and reads nothing more. What happens to the people it has read?',
    keep: 'Keep them. They stay as they are today and grow old.',
    erase:
      'Erase them. All people, orders and activities from Stripe are deleted here. Nothing changes at Stripe.',
    disconnectWord: 'disconnect',
    eraseWord: 'erase everything',
    readOnly: 'Only admins and owners can change the connection.',
  },
  webhook: {
    title: 'Webhook',
    lead: 'Makes changes arrive within a second.',
    text: 'At Stripe, under Developers › Webhooks, add an endpoint with this address and all events of customers, invoices, subscriptions, charges and checkout sessions. Then paste its signing secret here.',
    url: 'Address of the endpoint',
    field: 'Signing secret (whsec_…)',
    save: 'Save the secret',
    on: 'A webhook is set. To replace its secret, paste another.',
  },
})
