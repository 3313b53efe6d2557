import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Move, Movement } from '../../src/core/changes.ts';
import { PLAYS } from '../../src/core/playbook/plays.ts';
import type { Segment, SegmentReport } from '../../src/core/report.ts';
import { RFM_GROUPS, type RfmGroupId } from '../../src/core/rfm-groups.ts';
import { adviceFor } from '../../src/digests/advice.ts';
import { fixtureReport } from '../charts/fixture-report.ts';

type GroupFigures = Partial<Record<RfmGroupId, { customers: number; revenue: number }>>;

const SHOP: GroupFigures = {
  champions: { customers: 80, revenue: 60_000 },
  loyal: { customers: 70, revenue: 20_000 },
  new: { customers: 30, revenue: 900 },
  'need-attention': { customers: 40, revenue: 6_000 },
  'at-risk': { customers: 60, revenue: 9_000 },
  'cant-lose': { customers: 5, revenue: 3_000 },
  lost: { customers: 90, revenue: 1_100 },
};

const report = (groups: GroupFigures, segments: readonly Segment[] = []): SegmentReport => ({
  ...fixtureReport({ currency: 'EUR', revenue: 100_000 }),
  segments,
  rfmGroups: RFM_GROUPS.map(({ id, name }) => ({ id, name, orders: 0, customers: 0, revenue: 0, ...groups[id] })),
});

const BEST: Segment = {
  ...fixtureReport().segments[0]!,
  name: 'Champions',
  customerShare: 0.127,
  revenueShare: 0.616,
  actions: [PLAYS.earlyAccess, PLAYS.thankYouGift, PLAYS.referral],
};

const movement = (...moves: readonly Move[]): Movement => ({
  since: '2026-10-26T00:00:00',
  until: '2026-11-02T00:00:00',
  moves,
});

const titles = (...of: Parameters<typeof adviceFor>): string[] => adviceFor(...of).map(({ title }) => title);

describe('Without a comparison', () => {
  it('advises on the two largest groups at stake and the best segment, most money at stake first', () => {
    expect(adviceFor(report(SHOP, [BEST]), null)).toEqual([
      {
        title: 'Win back the 60 customers of the RFM group At risk',
        why: 'They have spent €9,000 (9% of revenue), and they are slipping away. They have shown what they are worth. One clear offer costs less than finding a new customer of that kind.',
        how: 'Make one good offer to come back, with an end date. 15 % off or the same value as credit, once, valid for 10 days. Channel: Email, then SMS to those who did not open it. Timing: 14 days after a check-in without an order; SMS 3 days before the end.',
        group: 'at-risk',
      },
      expect.objectContaining({ title: 'Write to the 40 customers of the RFM group Need attention' }),
      {
        title: 'Champions: open every launch to them 48 hours early',
        why: `They are 13% of customers and bring 62% of revenue. ${PLAYS.earlyAccess.why}`,
        how: 'First pick of new products and limited stock, at full price. Channel: Email, with SMS for those who agreed to it. Timing: 48 hours before each launch, with one reminder after 24 hours.',
        group: null,
      },
    ]);
  });

  it('fills up in a shop without segments, and says less where there is no more to say', () => {
    expect(titles(report({ new: { customers: 9, revenue: 90 }, lost: { customers: 1, revenue: 10 } }), null)).toEqual([
      'Welcome the 9 customers of the RFM group New',
      'Write a last time to the 1 customer of the RFM group Lost',
    ]);
    expect(adviceFor(report({}), null)).toEqual([]);
  });

  it('does not repeat a play that the best segment has, too', () => {
    const segment = { ...BEST, actions: [PLAYS.winBackOffer, PLAYS.referral] };
    expect(titles(report({ 'at-risk': { customers: 2, revenue: 20 } }, [segment]), null)).toEqual([
      'Win back the 2 customers of the RFM group At risk',
      'Champions: ask them to bring a friend',
    ]);
  });
});

describe('With a comparison', () => {
  const WEEK = movement(
    { from: 'loyal', to: 'at-risk', customers: 9, revenue: 2_500 },
    { from: 'need-attention', to: 'at-risk', customers: 3, revenue: 900 },
    { from: 'lost', to: 'at-risk', customers: 20, revenue: 150 },
    { from: 'champions', to: 'cant-lose', customers: 1, revenue: 4_000 },
    { from: 'lost', to: 'about-to-sleep', customers: 50, revenue: 5_000 },
    { from: 'at-risk', to: 'loyal', customers: 4, revenue: 600 },
    { from: null, to: 'new', customers: 34, revenue: 800 },
    { from: 'champions', to: 'champions', customers: 70, revenue: 50_000 },
  );

  it('advises on what moved: who slipped, with their revenue and where they were, and who joined', () => {
    expect(adviceFor(report(SHOP, [BEST]), WEEK).map(({ title, why }) => [title, why])).toEqual([
      [
        "Talk to the 1 customer who slipped into the RFM group Can't lose",
        `They have spent €4,000 so far; last time they were in Champions. ${PLAYS.personalCall.why}`,
      ],
      [
        'Win back the 12 customers who slipped into the RFM group At risk',
        `They have spent €3,400 so far; last time 9 of them were in Loyal. ${PLAYS.winBackOffer.why}`,
      ],
      [
        'Welcome the 34 customers who joined since last time',
        `They have spent €800 so far. ${PLAYS.welcomeSeries.why}`,
      ],
    ]);
  });

  it('puts what stands before what moved where more money is at stake', () => {
    const joined = movement({ from: null, to: 'new', customers: 34, revenue: 800 });
    expect(titles(report(SHOP), joined)).toEqual([
      'Win back the 60 customers of the RFM group At risk',
      'Write to the 40 customers of the RFM group Need attention',
      'Welcome the 34 customers who joined since last time',
    ]);
  });

  it('keeps those who came back', () => {
    const back = movement(
      { from: 'at-risk', to: 'loyal', customers: 4, revenue: 600 },
      { from: 'lost', to: 'promising', customers: 1, revenue: 100 },
    );
    expect(adviceFor(report(SHOP), back)).toContainEqual({
      title: 'Keep the 5 customers who came back',
      why: `They have spent €700 so far; last time 4 of them were in At risk. ${PLAYS.nextBestProduct.why}`,
      how: expect.stringMatching(/^Show what others bought next\. Three products/),
      group: null,
    });
  });

  it('does not send anyone after a thousandth of the revenue', () => {
    const little = movement({ from: 'loyal', to: 'at-risk', customers: 2, revenue: 99 });
    expect(titles(report(SHOP), little)).toEqual(titles(report(SHOP), null));
  });

  it('does not take a step up for a slip', () => {
    const better = movement({ from: 'lost', to: 'at-risk', customers: 90, revenue: 50_000 });
    expect(titles(report(SHOP), better).join()).not.toContain('slipped');
  });
});

it('gives three different pieces of advice to any shop with three groups, whatever moved', () => {
  const id = fc.constantFrom(...RFM_GROUPS.map(group => group.id));
  const figures = fc.record({ customers: fc.integer({ min: 1, max: 5_000 }), revenue: fc.nat(1_000_000) });
  const groups = fc
    .uniqueArray(fc.tuple(id, figures), { selector: ([group]) => group, minLength: 3 })
    .map(entries => Object.fromEntries(entries) as GroupFigures);
  const move = fc.tuple(fc.option(id), fc.option(id), figures).map(([from, to, moved]) => ({ from, to, ...moved }));
  fc.assert(
    fc.property(groups, fc.option(fc.array(move)), (shop, moves) => {
      const advice = adviceFor(report(shop), moves && movement(...moves));
      expect(new Set(advice.map(({ how }) => how)).size).toBe(3);
      for (const text of advice.flatMap(({ title, why, how }) => [title, why, how])) {
        expect(text).not.toMatch(/undefined|null|NaN|\.\.| {2}/);
      }
    }),
  );
});
