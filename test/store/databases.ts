/** The engines that the tests run on. */

import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** Of a server on which tests may make and drop databases. */
const SERVER = process.env['TEST_POSTGRES_URL'];

/** Whether there is a PostgreSQL to run on; without one its tests are skipped, and say how to run them. */
export const hasPostgres = SERVER !== undefined && SERVER !== '';
if (!hasPostgres) {
  process.stderr.write(
    'The tests on PostgreSQL are skipped: .ci/postgres npm test runs them, as does TEST_POSTGRES_URL=postgres://... npm test\n',
  );
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A new, empty database on the server. */
export async function createPostgres(): Promise<TestDatabase> {
  const name = `qabot_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}`);
  const url = new URL(SERVER ?? '');
  url.pathname = name;
  return { url: url.href, drop: () => administer(`drop database ${name} with (force)`) };
}

/** Runs one statement in the database. */
export async function query(url: string, statement: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
