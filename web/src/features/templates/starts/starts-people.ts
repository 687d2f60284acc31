import { email, heading, kThere, link, type Start, text } from '@/features/templates/starts/start'

/** What greets somebody, and what tells other programs of them. */
export const kAboutPeople: readonly Start[] = [
  {
    id: 'welcome',
    kind: 'email',
    name: 'Welcome',
    about: 'For somebody who is new, whether they bought something or not.',
    content: email(
      'Welcome, it is good to have you here',
      'What you can expect from us, and where to find help.',
      heading(`Hello ${kThere}`),
      text(
        'Thank you for joining us. From now on you will hear from us when there is something worth your time, and not more often.',
        'If anything is unclear, reply to this e-mail. A person reads it.',
      ),
      link('Look around'),
    ),
  },
  {
    id: 'birthday',
    kind: 'email',
    name: 'Birthday',
    about: 'A greeting on the day. It needs a field with the birthday.',
    content: email(
      'Happy birthday, {{ profile.first_name | default: "dear friend" }}',
      'A short greeting from all of us.',
      heading('Happy birthday!'),
      text('All of us wish you a good day and a good year. Let somebody else do the dishes today.'),
    ),
  },
  {
    id: 'tier',
    kind: 'email',
    name: 'A new tier',
    about: 'When somebody reaches a tier of the loyalty programme.',
    content: email(
      'You have reached a new tier',
      'Thank you. This is what it means for you.',
      heading(`Congratulations, ${kThere}`),
      text(
        'You have reached a new tier of our loyalty programme. Thank you for every single order on the way.',
        'Write here what people of this tier get.',
      ),
      link('Have a look'),
    ),
  },
  {
    id: 'order-webhook',
    kind: 'webhook',
    name: 'Tell another program',
    about: 'Who it is and what they have brought, as JSON.',
    content: {
      body: '{\n  "id": {{ profile.id | json }},\n  "email": {{ profile.email | json }},\n  "orders": {{ profile.stripe_total_orders | json }}\n}',
    },
  },
]
