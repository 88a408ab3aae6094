// The numbers of a live page: the program that was written from the operations' own rules, run again whenever an input changes.
const STEPS = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '**': (a, b) => a ** b, neg: a => -a, '?': (c, a, b) => c ? a : b,
  '>': (a, b) => +(a > b), '<': (a, b) => +(a < b), '>=': (a, b) => +(a >= b), '<=': (a, b) => +(a <= b), '==': (a, b) => +(a === b), '!=': (a, b) => +(a !== b),
  '&': (a, b) => +(a && b), '|': (a, b) => +(a || b), '!': a => +!a,
};
const figures = (value, digits) => Number.isFinite(value) ? String(Number(value.toPrecision(digits)) || 0) : Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';

// What the page shows of an array, as Python's `shortened` does
function digested(numbers, shape) {
  if (shape.reduce((a, b) => a * b, 1) !== numbers.length) shape = [numbers.length]; // of one of several results
  const nested = (list, sizes) => sizes.length ? `[${Array.from({length: sizes[0]}, (_, i) => nested(list.slice(i * list.length / sizes[0], (i + 1) * list.length / sizes[0]), sizes.slice(1))).join(', ')}]` : figures(list[0], 5);
  const norm = Math.hypot(...numbers), bad = numbers.some(n => !Number.isFinite(n));
  const found = {n: norm, exact: numbers};
  if (numbers.length <= 6) found.t = found.m = nested(numbers, shape);
  else {
    const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length, std = Math.sqrt(numbers.reduce((a, b) => a + (b - mean) ** 2, 0) / numbers.length);
    const least = Math.min(...numbers), most = Math.max(...numbers);
    found.t = `${figures(mean, 3)} ± ${figures(std, 3)} in [${figures(least, 3)}, ${figures(most, 3)}]`;
    found.m = `norm ${figures(norm, 4)}`;
    const counts = Array(16).fill(0);
    if (most > least) { for (const n of numbers) counts[Math.min(15, Math.floor((n - least) / (most - least) * 16))]++; found.h = [counts, figures(least, 3), figures(most, 3)]; }
  }
  if (numbers.length > 1 && numbers.length <= 64) { found.v = numbers.map(n => Number(figures(n, 4))); found.s = shape; }
  if (bad) found.b = 'nan or inf';
  return found;
}

function makeLive(data) {
  const program = data.live;
  if (!program || program.no) return {no: program && program.no, inputs: new Map(), changed: false};
  const steps = program.steps.split(' ').map((text, i) => { // a name, and operands: so many steps back, or a constant
    const [name, ...operands] = text.split(',');
    return [name, operands.map(o => o[0] === '=' ? [o.slice(1)] : i - parseInt(o, 36))];
  });
  const memory = new Float64Array(steps.length), inputs = new Map(), read = o => typeof o === 'number' ? memory[o] : Number(o[0]);
  const recorded = new Map();
  for (const [nodes, slots, numbers] of program.inputs) {
    slots.forEach((slot, i) => { memory[slot] = Number(numbers[i]); recorded.set(slot, memory[slot]); });
    for (const node of nodes) inputs.set(node, slots);
  }
  const outputs = new Map(program.values), targets = [], all = slots => slots.map(read);
  const updates = [], zeros = []; // [step, node, its numbers from then on], [step, node]
  data.steps.forEach((step, i) => {
    if (step.part) targets.push([i + 1, step.to]);
    if (step.kind === 'update') program.updates.shift().forEach(([node, slots]) => updates.push([i + 1, node, slots]));
    if (step.kind === 'zero') step.changes.forEach(([node]) => zeros.push([i + 1, node]));
  });
  const last = (list, node, now) => list.findLast(([at, which]) => which === node && at <= now);
  const me = {inputs, changed: false, rate: program.rate};
  me.run = () => {
    steps.forEach(([name, operands], i) => { if (name !== 'in') memory[i] = (STEPS[name] || Math[name])(...operands.map(read)); });
  };
  me.set = (slot, value) => { memory[slot] = value; me.changed = true; me.run(); };
  me.at = slot => memory[slot];
  me.reset = () => { for (const [slot, value] of recorded) memory[slot] = value; me.changed = false; me.run(); };
  me.moved = (node, now) => Boolean(last(updates, node, now)); // by a step of gradient descent that was recorded
  me.numbers = (node, now = 0) => { const slots = (last(updates, node, now) || [])[2] || inputs.get(node) || outputs.get(node); return slots ? all(slots) : null; };
  me.value = (node, now) => { const numbers = me.numbers(node, now); return numbers && digested(numbers, program.shapes[node] || []); };
  me.part = step => { const k = targets.findIndex(([at]) => at === step); return k < 0 ? null : digested(all(program.parts[k][1]), program.shapes[targets[k][1]] || []); };
  me.gradient = (node, now) => { // the sum of what has arrived until this step
    let sum = null;
    const [zero] = last(zeros, node, now) || [0], mine = targets.flatMap(([at, to], k) => to === node && at <= now && at > zero ? [k] : []);
    const [result, , first] = mine.length ? program.parts[mine.at(-1)] : [];
    if (mine.length && program.parts[first][3]) sum = program.parts[first][3].map(Number); // what was there before
    for (const k of mine) if (k >= first && program.parts[k][0] === result) { const part = all(program.parts[k][1]); sum = sum ? sum.map((n, i) => n + part[i]) : part; }
    return sum && digested(sum, program.shapes[node] || []);
  };
  me.descend = rate => { // one step of gradient descent
    const moves = [];
    for (const [node, slots] of inputs) {
      if (data.nodes[node].kind === 'constant') continue;
      const gradient = me.gradient(node, Infinity);
      if (gradient) slots.forEach((slot, i) => moves.push([slot, memory[slot] - rate * gradient.exact[i]]));
    }
    for (const [slot, value] of moves) memory[slot] = value;
    me.changed = true;
    me.run();
  };
  me.losses = () => data.steps.filter(step => step.kind === 'seed').map(step => me.numbers(step.to)[0]);
  me.run();
  return me;
}
