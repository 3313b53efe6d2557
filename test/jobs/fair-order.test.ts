import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importsAhead, inTurns, startable } from '../../src/jobs/fair-order.ts';
import type { Lane } from '../../src/store/bot-state.ts';

interface Waiting {
  readonly id: string;
  readonly team: string;
  readonly lane: Lane;
}

const job = (id: string, team: string, lane: Lane = 'import'): Waiting => ({ id, team, lane });

const ids = (jobs: readonly Waiting[]): readonly string[] => jobs.map(({ id }) => id);

const TEAMS = ['A', 'B', 'C', 'D'] as const;

const waiting = (lane: Lane): fc.Arbitrary<readonly Waiting[]> =>
  fc
    .array(fc.constantFrom(...TEAMS), { maxLength: 14 })
    .map(teams => teams.map((team, index) => job(`q${index}`, team, lane)));

const running = fc
  .array(fc.record({ team: fc.constantFrom(...TEAMS), lane: fc.constantFrom<Lane>('import', 'query', 'light') }), {
    maxLength: 6,
  })
  .map(jobs => jobs.map(({ team, lane }, index) => job(`r${index}`, team, lane)));

const served = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...TEAMS), fc.nat(50)), { selector: ([team]) => team })
  .map(entries => new Map<string, number>(entries));

describe('turns', () => {
  test('one job of each workspace before the second of any, whoever was served longest ago first', () => {
    const queued = [job('a1', 'A'), job('a2', 'A'), job('a3', 'A'), job('b1', 'B'), job('c1', 'C')];
    const served = new Map([
      ['A', 9],
      ['B', 4],
    ]);
    expect(ids(inTurns(queued, served))).toEqual(['c1', 'b1', 'a1', 'a2', 'a3']);
  });

  test('every job keeps its place among those of its workspace, and none is lost', () => {
    fc.assert(
      fc.property(waiting('import'), served, (queued, servedAt) => {
        const ordered = inTurns(queued, servedAt);
        expect([...ids(ordered)].sort()).toEqual([...ids(queued)].sort());
        for (const team of TEAMS) {
          const own = (jobs: readonly Waiting[]) => ids(jobs.filter(each => each.team === team));
          expect(own(ordered)).toEqual(own(queued));
        }
      }),
    );
  });

  test('in front of a job, no other workspace has more than one job more than its own has', () => {
    fc.assert(
      fc.property(waiting('import'), served, (queued, servedAt) => {
        const before = new Map<string, number>();
        for (const { team } of inTurns(queued, servedAt)) {
          const mine = before.get(team) ?? 0;
          expect(Math.max(0, ...before.values())).toBeLessThanOrEqual(mine + 1);
          before.set(team, mine + 1);
        }
      }),
    );
  });
});

describe('what may start', () => {
  test.each([
    { lane: 'import', room: 2 },
    { lane: 'query', room: 3 },
    { lane: 'light', room: 12 },
  ] as const)('the lane $lane has room for $room', ({ lane, room }) => {
    const ordered = Array.from({ length: 20 }, (_, index) => job(`q${index}`, `T${index}`, lane));
    expect(startable(ordered, [], lane)).toEqual(ordered.slice(0, room));
    const taken = ordered.slice(0, room).map(({ team }, index) => job(`r${index}`, team, lane));
    expect(startable(ordered.slice(room), taken, lane)).toEqual([]);
  });

  test('a busy lane holds up no other', () => {
    const imports = [job('r1', 'A'), job('r2', 'B')];
    expect(ids(startable([job('q1', 'A', 'light')], imports, 'light'))).toEqual(['q1']);
    expect(ids(startable([job('q1', 'A', 'query')], imports, 'query'))).toEqual(['q1']);
  });

  test('one import at a time per workspace; another workspace passes by', () => {
    const ordered = [job('a1', 'A'), job('a2', 'A'), job('b1', 'B')];
    expect(ids(startable(ordered, [], 'import'))).toEqual(['a1', 'b1']);
    expect(ids(startable(ordered, [job('r', 'A')], 'import'))).toEqual(['b1']);
  });

  test('never over the room, never two imports of a workspace, and nothing waits without a reason', () => {
    fc.assert(
      fc.property(waiting('import'), running, (ordered, before) => {
        const starting = startable(ordered, before, 'import');
        const after = [...before.filter(({ lane }) => lane === 'import'), ...starting];
        const teams = after.map(({ team }) => team);
        const imports = before.filter(({ lane }) => lane === 'import').length;
        expect(after.length).toBeLessThanOrEqual(Math.max(2, imports));
        for (const { team } of starting) expect(teams.filter(each => each === team)).toHaveLength(1);
        for (const left of ordered.filter(each => !starting.includes(each)))
          expect(after.length >= 2 || teams.includes(left.team)).toBe(true);
      }),
    );
  });
});

describe('places', () => {
  test('while there is room, only imports of the own workspace come before', () => {
    const ahead = importsAhead([job('a1', 'A'), job('a2', 'A')], [job('r', 'A')]);
    expect([...ahead]).toEqual([
      ['a1', 1],
      ['a2', 2],
    ]);
  });

  test('in a full house, everybody in front comes before', () => {
    const ahead = importsAhead([job('c1', 'C'), job('a1', 'A')], [job('r1', 'A'), job('r2', 'B')]);
    expect([...ahead]).toEqual([
      ['c1', 2],
      ['a1', 3],
    ]);
  });

  test('whoever waits for an import is told of at least one, and jobs of other lanes count for nothing', () => {
    fc.assert(
      fc.property(waiting('import'), running, served, (queued, before, servedAt) => {
        const ordered = inTurns(queued, servedAt);
        const starting = startable(ordered, before, 'import');
        const left = ordered.filter(each => !starting.includes(each));
        const now = [...before, ...starting];
        const ahead = importsAhead(left, now);
        expect([...ahead.keys()]).toEqual(ids(left));
        for (const places of ahead.values()) expect(places).toBeGreaterThan(0);
        const imports = now.filter(({ lane }) => lane === 'import');
        expect([...importsAhead(left, imports)]).toEqual([...ahead]);
      }),
    );
  });
});
