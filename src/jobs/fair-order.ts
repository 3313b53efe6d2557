/** Which jobs start next. Every lane has room for some, imports of a workspace go one by one, workspaces take turns. */
import type { JobRow, Lane } from '../store/bot-state.ts';

const LANE_ROOM: Readonly<Record<Lane, number>> = { import: 2, query: 3, light: 12 };

type Waiting = Pick<JobRow, 'id' | 'team' | 'lane'>;

/**
 * Queued jobs of a lane in the order in which they will start: first of each workspace, then the second of each, the
 * workspace that was served longest ago first. `servedAt`: a counter per team, larger is later.
 */
export const inTurns = <J extends Waiting>(
  queued: readonly J[],
  servedAt: ReadonlyMap<string, number>,
): readonly J[] => {
  const rounds = new Map<string, number>();
  return queued
    .map((job, index) => {
      const round = rounds.get(job.team) ?? 0;
      rounds.set(job.team, round + 1);
      return { job, index, round, served: servedAt.get(job.team) ?? 0 };
    })
    .sort((a, b) => a.round - b.round || a.served - b.served || a.index - b.index)
    .map(({ job }) => job);
};

/** Those of `ordered` that may start beside the running ones. */
export const startable = <J extends Waiting>(
  ordered: readonly J[],
  running: readonly Waiting[],
  lane: Lane,
): readonly J[] => {
  const busy = new Set(running.filter(job => job.lane === 'import').map(job => job.team));
  let room = LANE_ROOM[lane] - running.filter(job => job.lane === lane).length;
  return ordered.filter(job => {
    if (room <= 0 || (lane === 'import' && busy.has(job.team))) return false;
    if (lane === 'import') busy.add(job.team);
    room -= 1;
    return true;
  });
};

/** Imports that come before each waiting one: those that run and hold it up, and those in front of it. */
export const importsAhead = <J extends Waiting>(
  ordered: readonly J[],
  running: readonly Waiting[],
): ReadonlyMap<string, number> => {
  const imports = running.filter(job => job.lane === 'import');
  const full = imports.length >= LANE_ROOM.import;
  return new Map(
    ordered.map((job, index) => {
      const holding = full ? imports.length : imports.filter(other => other.team === job.team).length;
      const before = full ? index : ordered.slice(0, index).filter(other => other.team === job.team).length;
      return [job.id, holding + before];
    }),
  );
};
