import { PlaceClosed } from '../outages.ts';

/** For what is worth saying only where it can be said: somebody who has left, or a token that was revoked, hears nothing. */
export const unlessClosed = async (said: Promise<unknown>): Promise<void> => {
  try {
    await said;
  } catch (error) {
    if (!(error instanceof PlaceClosed)) throw error;
  }
};
