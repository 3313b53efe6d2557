/** `kills.ts SEED KILLS ROWS`: kill -9 at random moments of the bot's work; prints what became of it. */
import { killAtRandom } from '../acceptance/slack/killing.ts';

const [seed = 1, kills = 200, rows = 20_000] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(await killAtRandom({ seed, kills, rows })));
