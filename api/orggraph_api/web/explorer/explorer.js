// Asks for a key, unless a session of this origin stands for one, and opens GraphiQL with it. Nothing leaves the origin.
(() => {
  'use strict';

  const KEPT = 'orggraph-key';
  const part = (id) => document.getElementById(id);
  const notice = (text) => { part('notice').textContent = text; };
  const needsKey = new Error('A key is needed.');
  let opened = null;

  // styles that GraphiQL adds while a dialog is open carry the page's nonce
  window.__webpack_nonce__ = document.querySelector('meta[name="style-nonce"]').content;

  async function ask(body) {
    const headers = {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      'graphql-require-preflight': '1',
    };
    const key = sessionStorage.getItem(KEPT);
    if (key) headers.authorization = `Bearer ${key}`;
    const request = { method: 'POST', credentials: 'same-origin', headers, body: JSON.stringify(body) };
    const answer = await fetch('graphql', request);
    if (answer.status === 401) {
      leave(key ? 'This key is not known, or its time is over.' : '');
      throw needsKey;
    }
    return answer.json();
  }

  function leave(why) {
    sessionStorage.removeItem(KEPT);
    if (opened) opened.unmount();
    opened = null;
    part('leave').hidden = true;
    part('sign-in').hidden = false;
    notice(why);
    part('key').focus();
  }

  const toldWhy = (answer) => (answer.errors ? answer.errors.map((error) => error.message).join(' ') : '');

  async function enter() {
    const why = toldWhy(await ask({ query: '{ __schema { queryType { name } } }' }));
    part('sign-in').hidden = true;
    part('leave').hidden = false;
    notice(why ? `You may ask, but not read the schema here, so nothing is completed or explained. ${why}` : '');
    await loaded();
    const tabs = { defaultQuery: '{\n  ourAccount {\n    id\n    name\n  }\n}\n', isHeadersEditorEnabled: false, shouldPersistHeaders: false };
    const parts = { fetcher, storage: sessionStorage, ...tabs, ...(why ? { schema: null } : {}) };
    opened = ReactDOM.createRoot(part('explorer'));
    opened.render(React.createElement(GraphiQL, parts));
  }

  const fetcher = ({ query, variables, operationName }) => ask({ query, variables, operationName });

  let library = null;
  function loaded() {
    library ??= new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = 'graphiql/library/graphiql.min.js';
      script.onload = done;
      script.onerror = () => failed(new Error('GraphiQL could not be loaded.'));
      document.head.append(script);
    });
    return library;
  }

  const tried = () => enter().catch((error) => { if (error !== needsKey) notice(error.message); });

  part('sign-in').addEventListener('submit', (event) => {
    event.preventDefault();
    sessionStorage.setItem(KEPT, part('key').value.trim());
    part('key').value = '';
    tried();
  });
  part('leave').addEventListener('click', () => {
    sessionStorage.clear();
    const ended = fetch('session', { method: 'DELETE', credentials: 'same-origin' });
    ended.then(() => leave('You are signed out; the key is forgotten, and what you asked.'), (error) => notice(error.message));
  });
  tried();
})();
