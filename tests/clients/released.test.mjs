// The schema beside the one that was released last, as graphql-inspector compares them: whoever asks as before is answered as before.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const read = (name) => readFileSync(new URL(`../../api/${name}`, import.meta.url), 'utf8');
const released = read('released.graphql');

async function breaking(before, after) {
  const changes = await diff(buildSchema(before), buildSchema(after));
  return changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking).map(({ message }) => message);
}

test('nothing that was released is broken', async () => assert.deepEqual(await breaking(released, read('schema.graphql')), []));

const small = 'type Query { deal(id: ID!): Deal } type Deal { id: ID! name: String! stage: Stage } enum Stage { NEW WON }';
const changes = [
  ['a field that is gone', 'name: String! ', ''],
  ['a field that may be null now', 'name: String!', 'name: String'],
  ['a field of another type', 'name: String!', 'name: Int!'],
  ['an argument that must be given now', 'deal(id: ID!)', 'deal(id: ID!, day: String!)'],
  ['a value that is gone', 'NEW WON', 'WON'],
];
for (const [what, from, to] of changes) {
  test(`${what} is seen`, async () => assert.equal((await breaking(small, small.replace(from, to))).length, 1));
}

test('what is added breaks nothing', async () => {
  const more = small.replace('id: ID! name', 'id: ID! more: Int name').replace('NEW WON', 'NEW WON LOST');
  assert.deepEqual(await breaking(small, more), []);
});
