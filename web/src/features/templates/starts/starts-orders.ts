import {
  email,
  heading,
  kThere,
  lastOrder,
  link,
  type Start,
  text,
} from '@/features/templates/starts/start'

/** What somebody may hear about buying. */
export const kAboutOrders: readonly Start[] = [
  {
    id: 'cart',
    kind: 'email',
    name: 'Cart left behind',
    about: 'Shows what somebody left in their cart, with the way back to it.',
    content: email(
      'Your cart is still here',
      'We kept everything as you left it.',
      heading('Did something come up?'),
      text(`Hello ${kThere}, we kept your cart as you left it:`),
      { type: 'order_summary', source: 'cart' },
      link('Back to my cart', '{{ cart.url }}'),
      text('Is something holding you back? Reply to this e-mail, and we will see what we can do.'),
    ),
  },
  {
    id: 'cart-sms',
    kind: 'sms',
    name: 'Cart left behind',
    about: 'The same in one text message.',
    content: {
      body: 'Hello {{ profile.first_name | default: "there" }}, your cart is still here: {{ cart.url }} {{ company.name }}',
    },
  },
  {
    id: 'cart-push',
    kind: 'push',
    name: 'Cart left behind',
    about: 'A reminder on the phone.',
    content: {
      title: 'Your cart is still here',
      body: 'We kept everything as you left it.',
      link: '{{ cart.url }}',
    },
  },
  {
    id: 'retention',
    kind: 'email',
    name: 'Been a while',
    about: 'For somebody whose last order was some weeks ago.',
    content: email(
      'Time for more?',
      'A short look at what is good right now.',
      heading(`Hello ${kThere}`),
      text(
        `${lastOrder('Your last order was on')}If something is running low, now is a good time.`,
        'And if something was not as it should be, please tell us: we want to know.',
      ),
      link('Order again'),
    ),
  },
  {
    id: 'recognition',
    kind: 'email',
    name: 'Thank you for coming back',
    about: 'After the 5th, 10th or 25th paid order. It offers nothing and asks for nothing.',
    content: email(
      'Thank you for your {{ profile.stripe_total_orders | ordinal }} order',
      'We noticed, and it means a lot to us.',
      heading(`Thank you, ${kThere}`),
      text(
        'This was your {{ profile.stripe_total_orders | ordinal }} order with us. Nobody has to come back, and you did, again and again.',
        'There is no offer in this e-mail. We only wanted to say thank you.',
      ),
    ),
  },
  {
    id: 'win-back',
    kind: 'email',
    name: 'Come back',
    about: 'For somebody who has not ordered for a long time.',
    content: email(
      'We have not seen you for a while',
      'What has changed since then.',
      heading('It has been a while'),
      text(
        `Hello ${kThere}. ${lastOrder('Your last order with us was on')}Some things have changed since.`,
        'Have a look. And if you would rather not hear from us any more, the link at the end of this e-mail takes one click.',
      ),
      link('See what is new'),
    ),
  },
  {
    id: 'review',
    kind: 'email',
    name: 'How was it?',
    about: 'Asks for a review some time after an order. Not after renewals.',
    content: email(
      'How was it?',
      'Two minutes that help others, and us.',
      heading('How was it?'),
      text(
        `Hello ${kThere}, by now you know whether we kept our word. Would you tell others?`,
        'Two sentences are enough. And if something was wrong, tell us first: we will put it right.',
      ),
      link('Write a review'),
    ),
  },
]
