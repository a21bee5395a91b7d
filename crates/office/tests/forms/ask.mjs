// Answers the forms of made/ at random with the engine of ODK, and writes down what it says after each answer.
//
//   TZ=Asia/Tokyo; npm i --no-save @getodk/xforms-engine@0.22.0 jsdom@27 ; node ask.mjs [FORM …]
//
// made/*.json is an array of looks: the answers then, and each question. Of a question it says when it is not relevant,
// required, read-only or against its constraint, its value unless that is the answer, and the choices on offer. Paths are
// ours: without groups, with a number for each repeat.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const NOW = Date.parse('2024-07-10T12:34:56+09:00');
const STEPS = 30;
const HERE = new URL('./made/', import.meta.url);

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [NOW] : given));
  }
  static now() {
    return NOW;
  }
};
const { window } = new JSDOM('');
for (const name of ['DOMParser', 'Document', 'Element', 'Node', 'XMLSerializer', 'XMLDocument', 'XPathResult', 'Attr', 'Text', 'CDATASection', 'Comment', 'ProcessingInstruction', 'DOMException', 'File', 'Blob', 'FormData'])
  globalThis[name] ??= window[name];
globalThis.DOMParser = window.DOMParser;
globalThis.window = window;
globalThis.document = window.document;
// Its reader of expressions looks for itself in a folder when it finds Node, and in its own bytes when it does not.
const { process } = globalThis;
delete globalThis.process;
const { createInstance } = await import('@getodk/xforms-engine');
globalThis.process = process;

/** Random numbers that are the same every time (mulberry32). */
function dice(seed) {
  return (sides) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) % sides);
  };
}

/** Every question with its path. */
function* questions(node, prefix) {
  for (const child of node.currentState.children ?? []) {
    const own = child.definition.nodeset?.split('/').at(-1) ?? child.definition.nodeName;
    const { nodeType } = child;
    if (own === 'meta') continue;
    if (nodeType === 'repeat-range:controlled' || nodeType === 'repeat-range:uncontrolled') {
      yield { path: `${prefix}${own}[]`, node: child, repeat: true };
      let number = 0;
      for (const one of child.currentState.children) {
        number += 1;
        yield* questions(one, `${prefix}${own}[${number}].`);
      }
    } else if (child.currentState.children != null) {
      yield* questions(child, prefix);
    } else {
      yield { path: `${prefix}${own}`, node: child, repeat: false };
    }
  }
}

/** Words, numbers and choices that the expressions of a form speak of, so that chance meets them. */
function words(xml) {
  const found = new Set(['', 'a', 'abc-z', 'b c', 'x  y', 'Zz', '12', 'other', 'stop']);
  for (const [, word] of xml.matchAll(/'([^'<>{}]{1,12})'/g)) if (!word.includes('/')) found.add(word.trim());
  return [...found];
}
const MATCHING = ['AB12345678CD', '123-4567', 'a@b.c', '2024', 'x'];
const DAYS = ['', '1990-02-28', '2006-07-10', '2024-02-29', '2024-07-10', '2024-08-01', '2030-12-31'];
const WHOLE = ['', '0', '1', '2', '3', '4', '5', '7', '10', '17', '18', '25', '60', '-3'];
const PARTS = ['', '0', '0.5', '1.25', '2.5', '-1.5', '3', '17.75', '1000.5'];

function value(roll, { node }, texts) {
  const pick = (list) => list[roll(list.length)];
  const named = () => (node.currentState.valueOptions ?? []).map((option) => option.value);
  switch (node.nodeType) {
    case 'select': {
      const names = named();
      return node.selectType === 'select1' ? pick(['', ...names]) : names.filter(() => roll(2) === 0).join(' ');
    }
    case 'rank': {
      const names = named();
      return names.map((name) => [roll(1000), name]).sort((a, b) => a[0] - b[0]).map(([, name]) => name).join(' ');
    }
    case 'trigger':
      return pick(['', 'OK']);
    default:
  }
  switch (node.valueType) {
    case 'int':
      return pick(node.nodeType === 'range' ? ['0', '2', '10'] : WHOLE);
    case 'decimal':
      return pick(node.nodeType === 'range' ? ['0.5', '1.0', '2.5'] : PARTS);
    case 'date':
      return pick(DAYS);
    case 'time':
      return pick(['', '08:30:00.000+09:00', '23:59:00.000+09:00']);
    case 'dateTime':
      return pick(['', '2024-07-10T08:30:00.000+09:00']);
    default:
      return pick([...texts, ...MATCHING]);
  }
}

function answer(question, text) {
  const { node } = question;
  const list = text === '' ? [] : text.split(' ');
  if (node.nodeType === 'select') return node.selectType === 'select1' ? node.selectValue(text === '' ? null : text) : node.selectValues(list);
  if (node.nodeType === 'rank') return node.setValues(list);
  if (node.nodeType === 'trigger') return node.setValue(text === 'OK');
  if (node.valueType === 'int') return node.setValue(text === '' ? null : BigInt(text));
  if (node.valueType === 'decimal') return node.setValue(text === '' ? null : Number(text));
  return node.setValue(text);
}

const isAsked = ({ node }) => ['input', 'select', 'rank', 'range', 'trigger'].includes(node.nodeType);
const calculated = ({ node }) => node.definition.bind.calculate != null;

function look(root, kept) {
  const seen = { answers: {}, questions: {} };
  for (const question of questions(root, '')) {
    const { path, node, repeat } = question;
    const state = node.currentState;
    if (repeat) {
      if (node.nodeType === 'repeat-range:uncontrolled') seen.answers[path] = String(state.children.length);
      continue;
    }
    const relevant = state.relevant;
    const text = relevant ? state.instanceValue : '';
    if (!calculated(question)) {
      if (relevant) kept.set(node.nodeId, text);
      const known = kept.get(node.nodeId) ?? '';
      if (known !== '') seen.answers[path] = known;
    }
    const asked = isAsked(question);
    const told = {};
    if (!relevant) told.relevant = false;
    if (text !== (seen.answers[path] ?? '')) told.value = text;
    if (asked && state.required) told.required = true;
    if (asked && state.readonly) told.readOnly = true;
    if (asked && relevant && node.validationState.constraint?.valid === false) told.against = true;
    if (node.nodeType === 'select' || node.nodeType === 'rank') told.choices = state.valueOptions.map((option) => option.value).join(' ');
    seen.questions[path] = told;
  }
  return seen;
}

async function ask(name) {
  const xml = readFileSync(new URL(`${name}.xml`, HERE), 'utf8');
  const { root } = await createInstance(xml, { instance: {} });
  const roll = dice([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) | 0);
  const texts = words(xml);
  const kept = new Map();
  const looks = [look(root, kept)];
  for (let step = 0; step < STEPS; step += 1) {
    const all = [...questions(root, '')];
    const ranges = all.filter(({ repeat, node }) => repeat && node.nodeType === 'repeat-range:uncontrolled' && node.currentState.relevant);
    if (ranges.length > 0 && roll(6) === 0) {
      const { node } = ranges[roll(ranges.length)];
      const count = node.currentState.children.length;
      if (count > 1 && roll(3) === 0) node.removeInstances(roll(count), 1);
      else if (count < 4) node.addInstances();
    } else {
      const open = all.filter((question) => isAsked(question) && !calculated(question) && question.node.currentState.relevant && !question.node.currentState.readonly);
      if (open.length === 0) continue;
      const question = open[roll(open.length)];
      answer(question, value(roll, question, texts));
    }
    looks.push(look(root, kept));
  }
  return looks;
}

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : readdirSync(HERE).filter((file) => file.endsWith('.xml')).map((file) => file.slice(0, -4));
for (const name of names.sort()) {
  try {
    const looks = await ask(name);
    writeFileSync(new URL(`${name}.json`, HERE), `[\n${looks.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
    process.stdout.write(`${name}: ${looks.length} looks, ${looks.reduce((sum, one) => sum + Object.keys(one.questions).length, 0)} states\n`);
  } catch (error) {
    process.stdout.write(`${name}: ${error?.stack ?? error}\n`);
  }
}
