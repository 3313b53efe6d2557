import type { Action } from '../report.ts';

/** Plays for customers with one or two orders: get the next order without teaching them to expect discounts. */
export const NEW_CUSTOMER_PLAYS = {
  welcomeSeries: {
    title: 'Welcome them with three useful emails',
    why: 'Interest is highest right after an order. Help with the product earns the next visit without a price cut.',
    channel: 'Email',
    offer: 'How to get the most from the product, your story, then your three best sellers; no discount',
    timing: '2, 7 and 14 days after the first order',
    kpi: 'Second orders within 45 days, against a random 10 % who do not get the series',
    cost: 'low',
  },
  secondOrderOffer: {
    title: 'Make the second order easy',
    why: 'From the second order on customers tend to return by themselves. This is the one order worth helping along.',
    channel: 'Email, with a reminder 3 days before it ends',
    offer: 'Free shipping on the second order, valid for 14 days',
    timing: '21 days after the first order, only to those who have not ordered again',
    kpi: 'Second orders within the 14 days and margin left after shipping, against a random 10 % without the offer',
    cost: 'medium',
  },
  oneQuestion: {
    title: 'Ask one question about what they look for',
    why: 'You know little about them yet. One answer decides which products to show next.',
    channel: 'Email with three buttons, or a card with a QR code in the parcel',
    offer: 'Suggestions that fit the answer, shown at once',
    timing: '5 days after delivery',
    kpi: 'Answers per 100 emails, and second orders within 45 days of those who answered against those who did not',
    cost: 'low',
  },
  nextBestProduct: {
    title: 'Show what others bought next',
    why: 'After the first product most do not know the rest of the shop. Other customers’ second choice is the safest tip.',
    channel: 'Email and the thank-you page',
    offer: 'Three products most often bought second, at full price',
    timing: '14 days after an order',
    kpi: 'Orders within 14 days per 100 emails, against a random 10 % without the email',
    cost: 'low',
  },
  thirdOrderReward: {
    title: 'Promise a gift with the third order',
    why: 'They are one or two orders away from a habit. A gift at a fixed point pulls without lowering prices.',
    channel: 'Card in the parcel and the order confirmation',
    offer: 'A gift that costs you up to 5 % of the average order, with the third order within 90 days',
    timing: 'Within 3 days of the second order, with a reminder after 45 days',
    kpi: 'Share of second-order customers with a third order within 90 days, against the 90 days before',
    cost: 'medium',
  },
  basketReminder: {
    title: 'Remind them of what they looked at',
    why: 'They visit more often than they buy. A reminder reaches them while the wish is fresh.',
    channel: 'Automatic email',
    offer: 'The product with its reviews and delivery time; no discount in the first email',
    timing: '4 hours after a basket is left, 24 hours after a product is viewed twice; at most one a week',
    kpi: 'Orders within 3 days per 100 reminders, against a random 10 % without them',
    cost: 'low',
  },
} as const satisfies Readonly<Record<string, Action>>;
