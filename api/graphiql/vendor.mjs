// Copies GraphiQL and React out of their packages, with the licences of all that is built into them; --check only compares.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, 'node_modules');
const target = join(here, '../orggraph_api/web/graphiql');
const files = {
  'graphiql.min.js': 'graphiql/graphiql.min.js',
  'graphiql.min.css': 'graphiql/graphiql.min.css',
  'react.production.min.js': 'react/umd/react.production.min.js',
  'react-dom.production.min.js': 'react-dom/umd/react-dom.production.min.js',
};
const MIT = 'Permission is hereby granted, free of charge';

function installed() {
  const { packages: locked } = JSON.parse(readFileSync(join(here, 'package-lock.json'), 'utf8'));
  return Object.keys(locked).filter((path) => path && existsSync(join(here, path))).sort();
}

function licenceOf(path) {
  const folder = join(here, path);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim() : '';
  return { name: `${about.name} ${about.version}`, licence: about.license, author: about.author, text };
}

function holders({ text, author }) {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => /^(copyright|\(c\)|©)/i.test(line));
  return lines.length ? lines : [typeof author === 'string' ? `By ${author}` : 'By its contributors'];
}

function licences() {
  const all = installed().map(licenceOf);
  const shared = all.filter(({ text, licence }) => licence === 'MIT' && (!text || text.includes(MIT)));
  const others = all.filter((one) => !shared.includes(one));
  const full = shared.find(({ name }) => name.startsWith('react ')).text;
  return [
    'What is built into the files of this folder, and under which licences.',
    ...others.map(({ name, licence, text }) => `${'-'.repeat(80)}\n${name} (${licence})\n\n${text}`),
    `${'-'.repeat(80)}\nUnder the MIT licence, which follows them:\n`,
    shared.map((one) => `${one.name}\n${holders(one).map((line) => `    ${line}`).join('\n')}`).join('\n'),
    full.slice(full.indexOf(MIT)),
    '',
  ].join('\n\n');
}

const wanted = new Map(Object.entries(files).map(([name, path]) => [name, readFileSync(join(packages, path))]));
wanted.set('LICENCES.txt', Buffer.from(licences()));

if (process.argv.includes('--check')) {
  const kept = new Set(readdirSync(target));
  const differing = [...wanted].filter(([name, bytes]) => !kept.has(name) || !bytes.equals(readFileSync(join(target, name))));
  const strange = [...kept].filter((name) => !wanted.has(name));
  for (const name of [...differing.map(([file]) => file), ...strange]) console.error(`${name} is not what the packages hold`);
  process.exit(differing.length + strange.length ? 1 : 0);
}
mkdirSync(target, { recursive: true });
for (const [name, bytes] of wanted) writeFileSync(join(target, name), bytes);
