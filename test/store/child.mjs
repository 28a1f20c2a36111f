// A process beside the test. Usage: node child.mjs WORK ADDRESS [NAME]
import process from 'node:process';
import { openStore } from '../../dist/src/store/open.js';

const [work, address, name = 'k'] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${line}\n`);
const database = openStore(address, {
  lost: ({ message }) => say(`lost ${message}`),
  recovered: () => say('recovered'),
});
const store = database.store('one');

if (work === 'write') {
  // Every number that is said was acknowledged.
  for (let index = 0; ; index += 1) {
    await store.set(`${name}/${index}`, 'x'.repeat(500));
    say(index);
  }
} else if (work === 'increment') {
  for (let index = 0; index < 200; index += 1) {
    await store.set(`${name}/${index}`, String(index));
    let before;
    do before = await store.get('count');
    while (!(await store.swap('count', before, String(Number(before ?? 0) + 1))));
  }
  await database.close();
  say('done');
} else if (work === 'lock') {
  const { default: Engine } = await import('libsql');
  const engine = new Engine(address);
  engine.exec('BEGIN EXCLUSIVE');
  say('locked');
  process.stdin.resume();
} else if (work === 'announce') {
  await database.announce(name);
  await database.close();
  say('done');
}
