import { texts } from '@/strings/i18n'

export const help = texts('help', {
  title: 'Help',
  lead: 'An article for every screen. Search, or look around.',
  search: 'What do you want to know?',
  nothing: 'No article says this',
  nothingText: 'Try other words. Shorter ones find more.',
  related: 'Related articles',
  all: 'All articles',
  feedback: {
    question: 'Was this article helpful?',
    yes: 'Yes',
    no: 'No',
    comment: 'What was missing or unclear?',
    send: 'Send',
    thanks: 'Thank you. Whoever runs this Daybook can read it.',
  },
  readTitle: 'What readers say',
  readLead: 'The newest answers to “was this helpful”.',
  helpful: 'helpful',
  unhelpful: 'not helpful',
  section: {
    stripe: 'Stripe',
    profiles: 'Profiles',
    segments: 'Segments',
    templates: 'Templates',
    reports: 'Home',
    accounts: 'Shop and team',
    start: 'First steps',
    help: 'Help',
  },
})
