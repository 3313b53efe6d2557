import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';

let connection: DatabaseSync;
let db: Kysely<{ t: { a: unknown } }>;
beforeEach(() => {
  connection = new DatabaseSync(':memory:');
  connection.exec('CREATE TABLE t (a ANY) STRICT');
  db = new Kysely({ dialect: sqliteDialect(connection, 'memory') });
});
afterEach(() => {
  if (connection.isOpen) connection.close();
});

const stored = async (value: unknown): Promise<unknown> =>
  (await sql<{ a: unknown }>`SELECT ${value} AS a`.execute(db)).rows[0]?.a;

it.each([null, 0, -1.5, 2 ** 52, 'text', '', 'ü "quoted" \u0000 🙂'])('binds %j as it is', async value => {
  expect(await stored(value)).toBe(value);
});

it('binds whole numbers beyond 32 bits, bytes, and booleans as 0 and 1', async () => {
  expect(await stored(12n)).toBe(12);
  expect(await stored(new Uint8Array([1, 2]))).toEqual(new Uint8Array([1, 2]));
  expect([await stored(true), await stored(false)]).toEqual([1, 0]);
});

it.each([
  ['a Date', new Date(0)],
  ['a value of type object', { a: 1 }],
  ['a value of type object', [1]],
  ['a value of type undefined', undefined],
  ['a value of type symbol', Symbol('s')],
])('refuses %s instead of storing NULL', async (name, value) => {
  await expect(stored(value)).rejects.toThrow(`SQLite cannot store ${name}`);
  await expect(sql`INSERT INTO t VALUES (${value})`.execute(db)).rejects.toThrow(TypeError);
  expect(connection.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
});

it('gives plain rows, streams them, and counts what a statement changed', async () => {
  await db
    .insertInto('t')
    .values([{ a: 1 }, { a: 2 }])
    .execute();
  expect(await db.selectFrom('t').selectAll().execute()).toStrictEqual([{ a: 1 }, { a: 2 }]);
  const streamed = [];
  for await (const { a } of db.selectFrom('t').selectAll().stream()) streamed.push(a);
  expect(streamed).toEqual([1, 2]);
  expect((await db.deleteFrom('t').where('a', '=', 1).executeTakeFirstOrThrow()).numDeletedRows).toBe(1n);
});

it('undoes a transaction that fails, and tells why', async () => {
  const failing = db.transaction().execute(async transaction => {
    await transaction.insertInto('t').values({ a: 1 }).execute();
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  const undoneBySqlite = db.transaction().execute(async transaction => {
    await transaction.insertInto('t').values({ a: 1 }).execute();
    connection.exec('ROLLBACK');
    throw new Error('the disk is full');
  });
  await expect(undoneBySqlite).rejects.toThrow('the disk is full');
  expect(await db.selectFrom('t').selectAll().execute()).toEqual([]);
});

it('closes the connection with the database', async () => {
  await stored(1);
  await db.destroy();
  expect(connection.isOpen).toBe(false);
});
