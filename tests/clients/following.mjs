// A deal that is edited again and again until that was told: nobody says when following has begun.
import { signed, url } from './server.mjs';

async function ask(query, variables) {
  const body = JSON.stringify({ query, variables });
  const answer = await signed(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await answer.json()).data;
}

export const CHANGED = 'subscription Changed($id: ID!) { dealChanged(dealId: $id) { id stage } }';
export const PROGRESS = 'subscription Progress($id: ID!) { importProgress(batchId: $id) { id state rowsRead } }';
const SAVE = 'mutation($input: SaveDealInput!) { saveDeal(input: $input) { errors { message } } }';

export async function aDeal() {
  const { deals } = await ask('{ deals(first: 1) { edges { node { id } } } }');
  return deals.edges[0].node.id;
}

export async function anImport() {
  const { importBatches } = await ask('{ importBatches(first: 1) { edges { node { id } } } }');
  return importBatches.edges[0].node.id;
}

export async function whileEdited(id, told) {
  let number = 0;
  const editing = setInterval(() => ask(SAVE, { input: { id, stage: `Stage ${(number += 1)}` } }), 200);
  try {
    return await told();
  } finally {
    clearInterval(editing);
  }
}

// The first thing that an iterator gives, which then is let go of.
export async function first(iterator) {
  const { value } = await iterator.next();
  await iterator.return();
  return value;
}

export async function all(iterator) {
  const found = [];
  for await (const one of iterator) found.push(one);
  return found;
}
