import { texts } from '@/strings/i18n'

export const welcome = texts('welcome', {
  title: 'Welcome to Daybook',
  lead: 'Your Stripe customers as people: always up to date, ready to hear from you.',
  signIn: {
    title: 'Sign in',
    submit: 'Sign in',
    forgot: 'Forgot your password?',
    forgotText:
      'Ask an owner or an admin of your shop for a reset link (Settings › Team), or whoever runs the server: “daybook user reset” prints one.',
    wrong:
      'This e-mail address and password do not belong together. Check both, or ask an owner for a reset link.',
  },
  ownerNeeded: {
    title: 'One link to begin',
    text: 'This Daybook has no owner yet. When it started it printed a one-time link, in the terminal or in the log of the server: open that link to make yourself the owner.',
  },
  checking: 'Looking at your link…',
  invalid: {
    title: 'This link does not work any more',
    text: 'Links work once and for a limited time. If you already used it, just sign in. Otherwise ask whoever sent it for another.',
    signIn: 'Go to sign-in',
  },
  owner: {
    title: 'Make yourself the owner',
    lead: 'Three things and you are in. Everything else can wait.',
    submit: 'Create my account',
  },
  invitation: {
    title: 'Join {email}',
    lead: 'You were invited as {role}. Choose a name and a password.',
    submit: 'Join',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'For {email}. Your other sessions will be signed out.',
    submit: 'Save and sign in',
  },
  demo: { title: 'Opening the sample shop…' },
  yourName: 'Your name',
  choosePassword: 'Choose a password',
  passwordHint:
    'At least 8 characters. A few words in a row are easy to remember and hard to guess.',
  passwordShort: 'Use at least 8 characters.',
  emailWrong: 'This does not look like an e-mail address.',
})
