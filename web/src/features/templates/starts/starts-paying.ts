import { email, heading, kThere, link, type Start, text } from '@/features/templates/starts/start'

/** What somebody must hear about paying. */
export const kAboutPaying: readonly Start[] = [
  {
    id: 'failed-payment',
    kind: 'email',
    name: 'Payment failed',
    about: 'A message of service: a payment did not go through.',
    content: email(
      'Your payment did not go through',
      'Nothing is lost. Here is what to do.',
      heading('Your payment did not go through'),
      text(
        `Hello ${kThere}, we could not take your last payment. Often a card has expired, or the bank asks for a confirmation.`,
        'Nothing is lost. Please check how you pay; we will try again in a few days.',
      ),
      link('Check how I pay'),
      text('Is this a mistake? Reply to this e-mail, and we will look into it.'),
    ),
  },
  {
    id: 'failed-payment-sms',
    kind: 'sms',
    name: 'Payment failed',
    about: 'The same in one text message.',
    content: {
      body: '{{ company.name }}: your last payment did not go through. Please check how you pay: {{ company.website }}',
    },
  },
  {
    id: 'unpaid-invoice',
    kind: 'email',
    name: 'Invoice still open',
    about: 'A message of service: an invoice was not paid yet.',
    content: email(
      'A reminder of an open invoice',
      'Perhaps it went under.',
      heading('An invoice is still open'),
      text(
        `Hello ${kThere}, one of your invoices with us has not been paid yet. Perhaps it went under; it happens to all of us.`,
        'If you have paid in the meantime, there is nothing to do. If something about it is not right, reply to this e-mail.',
      ),
      link('To my account'),
    ),
  },
  {
    id: 'trial-ending',
    kind: 'email',
    name: 'Trial ends soon',
    about: 'Before a trial becomes a paid subscription: what happens, and how to stop it.',
    content: email(
      'Your trial ends soon',
      'What happens next, and how to stop if you like.',
      heading('Your trial ends soon'),
      text(
        `Hello ${kThere}, your trial ends in a few days. You need not do anything to go on: your subscription then begins by itself.`,
        'Would you rather not? You can stop it in your account at any time before.',
      ),
      link('To my account'),
      text(
        'If there is something that you could not try yet, reply to this e-mail. We gladly help.',
      ),
    ),
  },
  {
    id: 'cancelled',
    kind: 'email',
    name: 'Subscription cancelled',
    about: 'Confirms that a subscription has ended, and asks why.',
    content: email(
      'Your subscription has ended',
      'A confirmation, and one question.',
      heading('Your subscription has ended'),
      text(
        `Hello ${kThere}, this confirms that your subscription has been cancelled. Nothing more will be charged for it.`,
        'May we ask why? One sentence in reply helps us more than any survey.',
        'You can come back whenever you like.',
      ),
    ),
  },
]
