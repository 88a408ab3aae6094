// The numbers of a live page: the program that was written from the operations' own rules, run again whenever an input changes.
const STEPS = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '**': (a, b) => a ** b, neg: a => -a, '?': (c, a, b) => c ? a : b,
  '>': (a, b) => +(a > b), '<': (a, b) => +(a < b), '>=': (a, b) => +(a >= b), '<=': (a, b) => +(a <= b), '==': (a, b) => +(a === b), '!=': (a, b) => +(a !== b),
  '&': (a, b) => +(a && b), '|': (a, b) => +(a || b), '!': a => +!a,
};
const figures = (value, digits) => Number.isFinite(value) ? String(Number(value.toPrecision(digits)) || 0) : Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';

// What the page shows of an array, as Python's `shortened` does
function digested(numbers, shape) {
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
  const memory = new Float64Array(program.steps.length), inputs = new Map(), read = o => typeof o === 'number' ? memory[o] : Number(o[0]);
  const recorded = new Map();
  for (const [nodes, slots, numbers] of program.inputs) {
    slots.forEach((slot, i) => { memory[slot] = numbers[i]; recorded.set(slot, numbers[i]); });
    for (const node of nodes) inputs.set(node, slots);
  }
  const outputs = new Map(program.values), targets = [], all = slots => slots.map(read);
  data.steps.forEach((step, i) => { if (step.part) targets.push([i + 1, step.to]); });
  const me = {inputs, changed: false};
  me.run = () => {
    program.steps.forEach(([name, ...operands], i) => { if (name !== 'in') memory[i] = (STEPS[name] || Math[name])(...operands.map(read)); });
  };
  me.set = (slot, value) => { memory[slot] = value; me.changed = true; me.run(); };
  me.at = slot => memory[slot];
  me.reset = () => { for (const [slot, value] of recorded) memory[slot] = value; me.changed = false; me.run(); };
  me.numbers = node => inputs.has(node) ? all(inputs.get(node)) : outputs.has(node) ? all(outputs.get(node)) : null;
  me.value = node => { const numbers = me.numbers(node); return numbers && digested(numbers, program.shapes[node] || []); };
  me.part = step => { const k = targets.findIndex(([at]) => at === step); return k < 0 ? null : digested(all(program.parts[k]), program.shapes[targets[k][1]] || []); };
  me.gradient = (node, now) => { // the sum of what has arrived until this step
    let sum = null;
    targets.forEach(([at, to], k) => { if (to === node && at <= now) { const part = all(program.parts[k]); sum = sum ? sum.map((n, i) => n + part[i]) : part; } });
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
  me.loss = () => { const seed = data.steps.find(step => step.kind === 'seed'); return me.numbers(seed.to)[0]; };
  me.run();
  return me;
}
