import { describe, expect, it, onTestFinished } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { ProcessWorld } from './process-world.ts';
import { canMount, type SmallDisk, smallDisk } from './small-disk.ts';
import { ordersFile, saidIn } from './story.ts';

const MEGABYTE = 1_000_000;

/** A bot whose DATA_DIR is a small disk of its own. */
const worldOn = async (megabytes: number): Promise<{ world: ProcessWorld; disk: SmallDisk }> => {
  const world = await ProcessWorld.open();
  const disk = smallDisk(world.dataDir, megabytes);
  onTestFinished(async () => {
    await world.kill();
    disk[Symbol.dispose]();
    await world[Symbol.asyncDispose]();
  });
  return { world, disk };
};

const upload = async (world: ProcessWorld, file = ordersFile()) => {
  const message = await world.upload(PEOPLE.ada, CHANNELS.orders, file);
  return () => saidIn(world.slack, message).map(({ text }) => text);
};

const largeFile = (bytes: number) => {
  const { name, bytes: rows } = ordersFile();
  const [header, ...lines] = rows.split('\n');
  return { name, bytes: [header, ...Array(Math.ceil(bytes / rows.length)).fill(lines.join('\n'))].join('\n') };
};

const stopCleanly = async (world: ProcessWorld): Promise<void> => {
  expect(await world.stop()).toBe(0);
  expect(world.integrity()).toBe('ok');
  expect(world.leftovers().filter(entry => entry !== 'ballast')).toEqual([]);
};

describe.skipIf(!canMount())('a disk that is full', () => {
  it('while a file comes in is told in the thread, and costs nothing but that file', async () => {
    const { world } = await worldOn(16);
    await world.start();
    const large = await upload(world, largeFile(20 * MEGABYTE));
    await world.untilIdle();
    expect(large()).toEqual([expect.stringContaining('disk of the machine that Tranche runs on is full')]);
    expect(world.output).toContain('"code":"disk_full"');
    expect(world.filesIn('uploads')).toEqual([]);
    const small = await upload(world);
    await world.untilIdle();
    expect(small()).toEqual([expect.stringContaining('120 customers'), expect.any(String)]);
    await stopCleanly(world);
  });

  it.each(['staging', 'exports'])(
    'from the moment on at which something is in %s: the file is kept as a whole or not at all',
    async folder => {
      const { world, disk } = await worldOn(16);
      await world.start();
      const first = await upload(world, largeFile(2 * MEGABYTE));
      await world.until(() => world.filesIn(folder).length > 0, `something in ${folder}`);
      disk.fillUp();
      // Until the disk has room, nobody can be told what is not safe in the database.
      await world.until(() => world.output.includes('disk_full') || !world.isBusy, 'the full disk to be noticed');
      disk.makeRoom();
      await world.untilIdle();
      const said = first();
      expect(said[0]).toMatch(/120 customers|is full/);
      const second = await upload(world);
      await world.untilIdle();
      expect(second()[0]).toContain('120 customers');
      await stopCleanly(world);
    },
  );

  it('takes nothing in that it cannot write down, lives on, and hears of it again', async () => {
    const { world, disk } = await worldOn(16);
    await world.start();
    disk.fillUp();
    const said = await upload(world);
    const { status } = await world.slack.command(PEOPLE.ada, CHANNELS.orders, '/segment', 'help');
    expect(status).not.toBe(200);
    expect(world.isBusy).toBe(true);
    expect(said()).toEqual([]);
    disk.makeRoom();
    await world.tellAgain();
    await world.untilIdle();
    expect(said()).toEqual([expect.stringContaining('120 customers'), expect.any(String)]);
    await stopCleanly(world);
  });
});

describe.skipIf(!canMount())('a DATA_DIR that cannot be written', () => {
  it('is named at the start, with what to do', async () => {
    const { world, disk } = await worldOn(16);
    disk.makeReadOnly();
    const { ended, output } = world.begin();
    expect(await ended).toBe(1);
    expect(output()).toMatch(/Problem: Nothing can be written to .*\nFix: {5}/);
  });
});
