import type { Context } from '@slack/bolt';

/** The workspace that has installed the app; in shared channels people of others write, too. */
export const teamOf = ({ teamId }: Context): string => teamId ?? '';
