/** The engines that the tests run on. */

import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { it } from 'vitest';

/** Of a server on which tests may make and drop databases. */
const SERVER = process.env['TEST_POSTGRES_URL'];

/** Tests that need PostgreSQL: without one they are skipped, and say how to run them. */
export const hasPostgres = SERVER !== undefined && SERVER !== '';
if (!hasPostgres)
  it.skip('PostgreSQL: to run these, use .ci/postgres npm test, or set TEST_POSTGRES_URL', () => undefined);

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
