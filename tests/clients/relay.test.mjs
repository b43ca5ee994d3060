// Relay: its compiler takes a paginated, refetchable fragment, and its runtime pages with what the compiler made.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { signed, url } from './server.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'relay-'));
after(() => rmSync(folder, { recursive: true }));
cpSync(join(here, 'relay'), join(folder, 'src'), { recursive: true });
cpSync(join(here, '../../api/schema.graphql'), join(folder, 'schema.graphql'));
symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
writeFileSync(
  join(folder, 'relay.config.json'),
  JSON.stringify({ src: './src', schema: './schema.graphql', language: 'javascript', eagerEsModules: false }),
);
execFileSync(createRequire(import.meta.url)('relay-compiler'), ['relay.config.json'], { cwd: folder, stdio: 'pipe' });

const require = createRequire(join(folder, 'src', 'x.js'));
const page = require('./__generated__/PeoplePageQuery.graphql.js');
const query = require('./__generated__/PeopleQuery.graphql.js');
const { Environment, Network, RecordSource, Store, fetchQuery } = require('relay-runtime');

const environment = new Environment({
  network: Network.create(async (request, variables) => {
    const body = JSON.stringify({ query: request.text, variables });
    const answer = await signed(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return answer.json();
  }),
  store: new Store(new RecordSource()),
});

async function ask(text, variables) {
  const body = JSON.stringify({ query: text, variables });
  const answer = await signed(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await answer.json()).data;
}

test('a fragment is refetched page by page by the node that it is on', async () => {
  const { deals } = await ask('{ deals(first: 1) { edges { node { account { id } } } } }');
  const { id } = deals.edges[0].node.account;
  await fetchQuery(environment, query, { id }).toPromise();
  const seen = new Set();
  for (let cursor = null, pages = 0; pages < 20; pages += 1) {
    await fetchQuery(environment, page, { id, first: 25, after: cursor }).toPromise();
    const answer = await ask(page.params.text, { id, first: 25, after: cursor });
    answer.node.people.edges.forEach((edge) => seen.add(edge.node.id));
    if (!answer.node.people.pageInfo.hasNextPage) break;
    cursor = answer.node.people.pageInfo.endCursor;
  }
  const { account } = await ask('query($id: ID!) { account(id: $id) { people { totalCount } } }', { id });
  assert.ok(account.people.totalCount > 25);
  assert.equal(seen.size, account.people.totalCount);
  const known = environment.getStore().getSource().getRecordIDs().filter((one) => one.startsWith('per_'));
  assert.ok(known.length >= seen.size);
});
