// Plays the steps of each record on the page, in a shadow root of its own.
const COLOURS = {forward: 'var(--leaf)', seed: 'var(--output)', update: 'var(--parameter)', zero: 'var(--constant)', failed: 'var(--bad)'};

function play(host) {
  const data = JSON.parse(host.querySelector('script.data').textContent), whole = document.documentElement.hasAttribute('data-whole');
  const root = host.attachShadow({mode: 'open'}), count = data.steps.length;
  const button = (text, label, onclick) => { const made = html('button', {textContent: text, title: label, onclick}); made.setAttribute('aria-label', label); return made; };
  const view = html('div', {className: 'view'}), said = html('pre', {className: 'said'}), code = html('div', {className: 'code'}), about = html('div', {className: 'about'});
  const tip = html('div', {className: 'tip', hidden: true}), legend = html('div', {className: 'legend'}), at = html('output');
  const slider = html('input', {type: 'range', min: 1, max: count, value: 1}), strip = html('div', {className: 'strip'});
  const search = html('input', {type: 'search', placeholder: 'search  /'}), side = html('aside', {}, code, about);
  slider.setAttribute('aria-label', 'step');
  search.setAttribute('aria-label', 'search for an operation, a name or a module');
  said.setAttribute('aria-live', 'polite');

  // what is known when: for each node the steps at which its value and its gradient change
  const ran = data.nodes.map(node => node.op || node.kind === 'failed' ? Infinity : 0);
  const values = data.nodes.map(node => node.value ? [[0, node.value]] : []), gradients = data.nodes.map(() => [[0, null]]), freed = data.nodes.map(() => Infinity);
  const turns = [], marks = [];
  let turn = 0, ill = false;
  data.steps.forEach((step, i) => {
    const now = i + 1, node = data.nodes[step.at];
    if (node && (node.op || node.kind === 'failed')) turn = node.turn || 0;
    turns.push(turn);
    if (step.kind === 'forward' || step.kind === 'failed') ran[step.at] = now;
    if (step.kind === 'forward' && node.op === 'relu' && node.value && node.value.n === 0) marks.push([now, 'dead', `${node.name} is zero everywhere: a dead ReLU`]);
    if (step.part) gradients[step.to].push([now, step.sum || step.part]);
    if (step.free) freed[step.at] = now;
    for (const [leaf, digest] of step.changes || []) (digest ? values : gradients)[leaf].push([now, digest]);
    const bad = step.kind === 'forward' ? node.bad && node.value && node.value.b : step.part && step.part.b;
    if (bad && !ill) { ill = true; marks.push([now, 'bad', `the first nan or inf: ${step.lines[0]}`]); }
    if (step.kind === 'failed') marks.push([now, 'bad', step.lines[0]]);
  });
  const then = (list, step) => { let found = null; for (const [from, what] of list) { if (from > step) break; found = what; } return found; };
  const norms = data.steps.filter(s => s.kind === 'backward' && s.part.n > 0).map(s => Math.log(s.part.n)), low = Math.min(...norms), high = Math.max(...norms);
  const colour = step => step.kind !== 'backward' ? COLOURS[step.kind] : `color-mix(in srgb,var(--hot) ${step.part.n > 0 ? Math.round(30 + 70 * (high > low ? (Math.log(step.part.n) - low) / (high - low) : 1)) : 12}%,var(--paper))`;
  strip.style.backgroundImage = `linear-gradient(90deg,${data.steps.map((s, i) => `${colour(s)} ${(100 * i / count).toFixed(2)}% ${(100 * (i + 1) / count).toFixed(2)}%`).join(',')})`;
  strip.title = 'forward, seed, backward (darker: a larger gradient), update';
  for (const [step, kind, text] of marks) {
    const mark = html('i', {className: kind, title: text, onclick: event => { event.stopPropagation(); go(step); }});
    mark.style.left = `${100 * (step - 0.5) / count}%`;
    strip.append(mark);
  }
  strip.onclick = event => { const frame = strip.getBoundingClientRect(); go(Math.ceil((event.clientX - frame.left) / frame.width * count)); };

  // the code, one list of lines for each file
  const lines = data.files.map(file => {
    code.append(html('h4', {textContent: file.name}));
    return file.lines.map((text, i) => { const line = html('div', {textContent: text || ' '}); line.dataset.n = file.first + i; code.append(line); return line; });
  });
  code.hidden = !lines.length;

  let now = 1, timer = 0, picked = null, kin = null, lit = null, hot = [], asking = false, answered = new Map();
  const live = makeLive(data), losses = [];
  const valueAt = i => live.changed && live.value(i, now) || then(values[i], now);
  const gradientAt = i => live.changed && live.inputs ? live.gradient(i, now) : then(gradients[i], now);
  const refresh = () => { paint(); said.replaceChildren(...caption(data.steps[now - 1])); told_live(); };
  // a number follows the mouse: to the right it grows; a click alone leaves it to the keyboard
  const scrub = (slot, event, element) => {
    const from = event.clientX, before = live.at(slot), unit = Math.max(Math.abs(before), 0.5) / 100;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    element.onpointermove = e => { live.set(slot, Number((before + (e.clientX - from) * unit).toPrecision(4))); refresh(); };
    element.onpointerup = element.onpointercancel = () => { element.onpointermove = null; };
  };
  const picture = makePicture(data, view, {
    draggable: i => live.inputs.has(i) && live.inputs.get(i).length === 1 && !live.moved(i, now),
    grab: (i, event, element) => { picked = i; scrub(live.inputs.get(i)[0], event, element); },
    widest: i => data.nodes[i].kind === 'constant' ? Math.max(3, short(data.nodes[i].value).length) : Math.max(13, ...values[i].map(([, d]) => short(d).length), ...gradients[i].map(([, d]) => size(d).length)),
    wheel: event => whole || event.ctrlKey || root.activeElement || document.activeElement === host,
    pick: i => { picked = picked === i ? null : i; kin = picked === null ? null : picture.kin(picked); paint(); },
    hover: (leaf, event) => {
      tip.hidden = !leaf || picture.dragged;
      if (!leaf || event.pointerType === 'touch') { tip.hidden = true; return; }
      tip.replaceChildren(...(leaf.node ? told(leaf.i) : toldBox(leaf.raw)));
      const frame = view.getBoundingClientRect(), card = picture.cards.get(leaf.raw).group.getBoundingClientRect();
      const right = card.right - frame.left + 8, room = frame.width - right > 300;
      tip.style.left = `${room ? right : Math.max(4, card.left - frame.left - tip.offsetWidth - 8)}px`;
      tip.style.top = `${Math.max(4, Math.min(card.top - frame.top, frame.height - tip.offsetHeight - 4))}px`;
    },
    changed: key => { paint(); picture.look([key, ...hot].filter(k => k in picture.places)); },
  });

  const row = (name, ...what) => html('tr', {}, html('td', {textContent: name}), html('td', {}, ...what));
  const gridOf = (shape, width) => { // a row goes on in the next line, a matrix keeps its columns
    const columns = shape.at(-1) || 1, row = shape.slice(0, -1).every(n => n === 1), grid = html('div', {className: !row && columns > 3 ? 'grid wide' : 'grid'});
    grid.style.gridTemplateColumns = row && columns > 3 ? `repeat(auto-fill,${width})` : `repeat(${columns},auto)`;
    return grid;
  };
  const numbers = digest => {
    if (!digest) return ['–'];
    const found = [digest.t];
    if (digest.v && digest.v.length > 1) {
      const grid = gridOf(digest.s, '9ch');
      grid.append(...digest.v.map(n => html('span', {textContent: n})));
      found.push(grid);
      if (!digest.h) found.shift();
    }
    if (digest.h) {
      const [counts, least, most] = digest.h, top = Math.max(...counts);
      const bars = counts.map(n => { const bar = html('i', {title: n}); bar.style.height = `${100 * n / top}%`; return bar; });
      found.push(html('div', {className: 'hist'}, ...bars), html('div', {className: 'ends'}, html('span', {textContent: least}), html('span', {textContent: most})));
    }
    return found;
  };
  const fields = i => { // the numbers of an input, to be dragged or typed
    const slots = live.inputs.get(i), grid = gridOf(data.live.shapes[i] || [], '6.6em');
    slots.forEach((slot, n) => {
      const field = html('input', {type: 'number', step: 'any', className: 'number', value: Number(live.at(slot).toPrecision(4)), title: 'drag, or type a number'});
      field.setAttribute('aria-label', `${data.nodes[i].name || 'constant'} ${n}`);
      field.onpointerdown = event => scrub(slot, event, field);
      field.onclick = () => field.select();
      field.onchange = () => { if (field.value !== '') { live.set(slot, Number(field.value)); refresh(); } };
      grid.append(field);
    });
    return grid;
  };
  const told = (i, playing) => { // all about a node, as of this step
    const node = data.nodes[i], table = html('table'), known = ran[i] <= now;
    if (node.type) table.append(row('type', node.type));
    if (node.set) table.append(row('settings', node.set));
    if (playing && live.inputs.has(i) && !live.moved(i, now)) table.append(row('value', fields(i)));
    else if (node.value) table.append(row('value', ...(known ? numbers(valueAt(i)) : ['not computed yet'])));
    if (node.kind !== 'constant' && !node.error) table.append(row('gradient', ...numbers(gradientAt(i))));
    if (node.error) table.append(row('error', node.error));
    for (const [name, rule, source] of node.rules || []) {
      table.append(row(`∂${name}`, html('code', {textContent: rule}), ...(source ? [html('details', {}, html('summary', {textContent: 'the rule’s source'}), html('code', {textContent: source}))] : [])));
    }
    if (playing) for (const [name, others] of [['made of', picture.before(i)], ['goes into', picture.after(i)]]) {
      const named = others.filter(n => data.nodes[n].name).slice(0, 12);
      if (named.length) table.append(row(name, ...named.map(n => html('button', {className: 'to', textContent: data.nodes[n].name, title: 'go there', onclick: () => visit(n)}))));
    }
    if (node.saved) table.append(row(freed[i] <= now ? 'released' : 'saved', node.saved));
    return [html('h3', {textContent: live.changed && live.inputs.has(i) ? node.name || 'constant' : node.head || node.name}), table];
  };
  const boxGradient = path => {
    let sum = null;
    data.nodes.forEach((node, i) => {
      if (!picture.around[i].includes(path) || !(node.kind === 'parameter' || (node.op && (picture.boxes[path].chunk || picture.boxes[path].repeat)))) return;
      const g = gradientAt(i);
      if (g) sum = (sum || 0) + g.n * g.n;
    });
    return sum === null ? '–' : `norm ${Number(Math.sqrt(sum).toPrecision(4))}`;
  };
  const toldBox = path => [html('h3', {textContent: picture.boxes[path].title}), html('table', {}, row('inside', `${picture.boxes[path].count} operations`), row('gradient', boxGradient(path)), row('', 'click to unfold'))];

  const write = (text, words) => { if (text.textContent !== words) text.textContent = words; }; // what does not change costs nothing
  const paint = () => {
    const step = data.steps[now - 1], nodes = step.kind === 'update' || step.kind === 'zero' ? step.changes.map(c => c[0]) : [step.at, step.to];
    hot = [...new Set(nodes.map(picture.shown))];
    const near = kin && new Set([picked, ...[...kin].flatMap(id => data.edges[id].slice(0, 2))].map(picture.shown));
    picture.mark(hot);
    for (const [key, card] of picture.cards) {
      const list = card.group.classList, i = card.i;
      list.toggle('hot', hot.includes(key));
      list.toggle('picked', key === picked);
      list.toggle('apart', Boolean(near && !near.has(key)));
      if (card.closed) {
        list.toggle('later', !data.nodes.some((node, n) => ran[n] <= now && node.op && picture.around[n].includes(key)));
        write(card.texts[1], `grad   ${boxGradient(key)}`);
        continue;
      }
      list.toggle('later', ran[i] > now);
      const value = valueAt(i), gradient = gradientAt(i);
      list.toggle('wrong', Boolean((card.node.bad || live.changed) && ((ran[i] <= now && value && value.b) || (gradient && gradient.b))));
      if (card.node.error || card.few) continue;
      if (card.texts[0]) write(card.texts[0], `value  ${ran[i] <= now ? cut(short(value), card.room) : ''}`);
      if (card.texts[1]) write(card.texts[1], `grad   ${cut(size(gradient), card.room)}`);
    }
    for (const wire of picture.wires) {
      const me = wire.ids.map(id => data.edges[id]);
      const back = step.kind === 'backward' && me.some(e => e[0] === step.to && e[1] === step.at && (e[2] === step.arg || step.arg < 0));
      const active = back || ((step.kind === 'forward' || step.kind === 'failed') && me.some(e => e[1] === step.at));
      wire.path.classList.toggle('hot', active);
      wire.path.classList.toggle('back', back);
      wire.path.classList.toggle('apart', Boolean(kin && !wire.ids.some(id => kin.has(id))));
      wire.path.classList.toggle('later', me.every(e => ran[e[1]] > now));
      const arrow = [back ? 'marker-start' : 'marker-end', `url(#to-${active ? 'hot' : 'line'})`];
      if (wire.path.getAttribute(arrow[0]) !== arrow[1]) wire.path.setAttribute(...arrow);
      wire.path.removeAttribute(back ? 'marker-end' : 'marker-start');
    }
    const about_now = picked ?? (step.kind === 'backward' ? step.to : step.at);
    if (root.activeElement && root.activeElement.classList.contains('number') && about.dataset.node === String(about_now)) { // its own fields stay while one is used
      const cell = [...about.querySelectorAll('tr')].find(r => r.firstChild.textContent === 'gradient');
      if (cell) cell.lastChild.replaceChildren(...numbers(gradientAt(about_now)));
      about.querySelectorAll('input.number').forEach((field, n) => { if (field !== root.activeElement || field.onpointermove) field.value = Number(live.at(live.inputs.get(about_now)[n]).toPrecision(4)); });
    } else about.replaceChildren(...told(about_now, true));
    about.dataset.node = about_now;
  };
  const caption = step => {
    let [first, ...others] = step.lines;
    const question = asking && step.kind === 'backward' && answered.get(now) === undefined;
    if (live.changed && step.kind !== 'seed') { // the numbers are others now
      if (step.kind === 'update') [first, ...others] = [`step: ${step.changes.map(([i]) => `${data.nodes[i].name} = ${valueAt(i).t}`).join('; ')}`];
      const value = step.kind === 'forward' ? live.value(step.at) : live.part(now), sum = step.sum && live.gradient(step.to, now);
      if (value) first = `${first.slice(0, first.lastIndexOf(' = '))} = ${step.kind === 'forward' ? value.t : value.m}`.replace(/ = [^=]*  \(sum.*/, '') + (sum ? `  (sum now ${sum.m})` : '');
      if (step.sum && value) first = `${step.lines[0].split('  (sum')[0].split(' = ').slice(0, -1).join(' = ')} = ${value.m}  (sum now ${sum.m})`;
      others = others.filter(text => text.startsWith('contribution'));
    }
    if (question) first = first.split('  (sum')[0].split(' = ').slice(0, -1).join(' = ') + ' = ?';
    const parts = first.split(/(?= = (?!.* = ))|(?= {2}\(sum)|(?<=, )(?=[^ ,()]+ = )/); // the result, and each definition, on a line of its own if need be
    if (question) others = others.filter(text => text.includes(' = '));
    return [html('b', {textContent: `${now}/${count}  `}), ...parts.map(text => html('span', {textContent: text})), ...others.map(text => html('div', {textContent: `  ${text}`})), ...(asking && step.kind === 'backward' ? [ask(step)] : [])];
  };
  // predict: the page asks for the contribution, and tells
  const ask = step => {
    const part = live.changed && live.part(now) || step.part, wanted = part.exact || part.v || (part.t.match(/^-?[\d.e+-]+$/) ? [Number(part.t)] : (part.t.match(/-?[\d.]+(e[+-]\d+)?/g) || []).map(Number));
    const verdict = answered.get(now), exact = wanted.length <= 6 && !part.h, line = html('div', {className: 'ask'});
    const expected = exact ? wanted : [part.n], is = exact ? part.m : `norm ${part.n}`;
    if (verdict !== undefined) { line.textContent = verdict ? `✓ yes, ${is}` : `✗ no, it is ${is}`; line.classList.add(verdict ? 'yes' : 'no'); return line; }
    const field = html('input', {type: 'text', placeholder: expected.length > 1 ? `${expected.length} numbers` : exact ? 'a number' : 'its norm'});
    field.setAttribute('aria-label', 'your prediction');
    const check = () => {
      const given = (field.value.match(/-?\d*\.?\d+(e[+-]?\d+)?/gi) || []).map(Number);
      if (!given.length) return;
      answered.set(now, given.length === expected.length && given.every((n, i) => Math.abs(n - expected[i]) <= 0.02 * Math.abs(expected[i]) + 1e-3));
      refresh();
    };
    field.onkeydown = event => { event.stopPropagation(); if (event.key === 'Enter') check(); };
    line.append('what comes? ', field, button('check', 'check the prediction', check));
    return line;
  };
  const rate = html('input', {type: 'number', step: 'any', value: 0.1, className: 'rate'}), line_of_losses = html('span', {className: 'losses'}), row_live = html('div', {className: 'live'});
  const curve = tag('svg', {class: 'curve', viewBox: '0 0 100 40', preserveAspectRatio: 'none', role: 'img', 'aria-label': 'the loss at each step'}, tag('polyline'));
  rate.setAttribute('aria-label', 'learning rate');
  rate.onkeydown = event => event.stopPropagation();
  const looped = live.rate >= 0; // a recorded training loop: its learning rate is one of the numbers
  const told_live = () => {
    if (live.no !== undefined || !live.inputs.size) return;
    if (looped && (root.activeElement !== rate || rate.onpointermove)) rate.value = Number(live.at(live.rate).toPrecision(4));
    const all = [...losses, ...live.losses()].slice(-200).filter(Number.isFinite), low = Math.min(...all), high = Math.max(...all);
    curve.style.display = all.length > 2 && (looped || losses.length) ? '' : 'none';
    curve.firstChild.setAttribute('points', all.map((n, i) => `${100 * i / (all.length - 1)},${high > low ? 38 - 36 * (n - low) / (high - low) : 38}`).join(' '));
    line_of_losses.textContent = `${looped || live.losses().length === 1 ? 'loss' : 'results'} ${[...losses, ...live.losses()].slice(-5).map(n => figures(n, 4)).join(looped || live.losses().length === 1 ? ' → ' : ', ')}`;
  };
  const descend = times => { for (let i = 0; i < times; i++) { losses.push(live.losses()[0]); live.descend(Number(rate.value)); } refresh(); };
  if (live.inputs.size) {
    const alone = live.losses().length === 1;
    if (looped) {
      rate.onpointerdown = event => { scrub(live.rate, event, rate); rate.focus(); };
      rate.oninput = () => { if (rate.value !== '') { live.set(live.rate, Number(rate.value)); refresh(); } };
    }
    row_live.append('live: drag a number', ...(looped || alone ? [' · learning rate ', rate] : []), ...(alone && !looped ? [button('step down', 'one step of gradient descent', () => descend(1)), button('×10', 'ten steps of gradient descent', () => descend(10))] : []),
      button('↺', 'the numbers that were recorded', () => { live.reset(); losses.length = 0; refresh(); }), line_of_losses, curve);
  } else if (live.no) row_live.append(`not live, so no number can be dragged: ${live.no}`);
  const show = wanted => {
    now = Math.min(count, Math.max(1, wanted));
    const step = data.steps[now - 1];
    slider.value = now;
    at.textContent = `${now} / ${count}`;
    if (turns[now - 1] !== picture.turn) { picture.draw(turns[now - 1]); }
    paint();
    said.replaceChildren(...caption(step));
    if (lit) lit.classList.remove('lit');
    lit = step.place && lines[step.place[0]] && lines[step.place[0]][step.place[1] - data.files[step.place[0]].first];
    if (lit) {
      lit.classList.add('lit');
      code.scrollTop = Math.max(0, lit.offsetTop - code.offsetTop - code.clientHeight / 2);
    }
    picture.look(hot);
    if (whole && location.hash !== `#${now}` && (now > 1 || location.hash)) try { history.replaceState(null, '', `#${now}`); } catch { /* a page within a page has no address */ } // the address leads to this step
  };
  const hidden = step => { // it happens inside of a folded box
    const [a, b] = [picture.shown(step.at), picture.shown(step.to)];
    return a === b && typeof a === 'string' && step.kind !== 'seed';
  };
  const next = by => {
    let to = now + by;
    while (to > 1 && to < count && turns[to - 1] === turns[now - 1] && data.steps[to - 1].at >= 0 && hidden(data.steps[to - 1]) && hidden(data.steps[now - 1])) to += by;
    return to;
  };
  const stop = () => { clearInterval(timer); timer = 0; start.textContent = '▶'; };
  const go = step => { stop(); show(step); };
  const toggle = () => {
    if (timer) return stop();
    if (now === count) show(1);
    start.textContent = '❙❙';
    timer = setInterval(() => now < count ? show(next(1)) : stop(), 1200);
  };
  const start = button('▶', 'play or pause (space)', toggle);

  // search: names, operations, modules, shapes
  let found = [], which = 0;
  const find = forward => {
    const word = search.value.trim().toLowerCase();
    for (const card of picture.cards.values()) card.group.classList.remove('found');
    if (!word) { found = []; at.textContent = `${now} / ${count}`; return; }
    found = data.nodes.flatMap((node, i) => [node.name, node.op, node.in, node.type, node.head].some(text => text && text.toLowerCase().includes(word)) ? [i] : []);
    which = forward ? (which + 1) % Math.max(found.length, 1) : 0;
    at.textContent = found.length ? `${which + 1} of ${found.length}` : 'none';
    if (!found.length) return;
    visit(found[which]);
    for (const n of found) { const card = picture.cards.get(picture.shown(n)); if (card) card.group.classList.add('found'); }
  };
  const visit = i => { // show a node, wherever it is
    const node = data.nodes[i];
    if (node.op && (node.turn || 0) !== picture.turn) picture.draw(node.turn || 0);
    picture.reveal(i);
    picked = i;
    kin = null;
    paint();
    if (picture.places[i]) { picture.moved = picture.moved || picture.k < READABLE; picture.look([i]); }
  };
  search.oninput = () => find(false);
  search.onkeydown = event => { if (event.key === 'Enter') find(true); if (event.key === 'Escape') { search.value = ''; find(false); search.blur(); } };

  const download = (blob, name) => html('a', {href: URL.createObjectURL(blob), download: name}).click();
  const drawn = () => { // the picture as it stands, with its colours
    picture.whole();
    const copy = picture.svg.cloneNode(true), colours = getComputedStyle(host);
    for (const [name, value] of Object.entries({viewBox: `0 0 ${picture.w} ${picture.h}`, width: picture.w, height: picture.h})) copy.setAttribute(name, value);
    copy.setAttribute('xmlns', NS);
    picture.apply();
    copy.querySelector('.world').removeAttribute('style');
    copy.style.background = colours.getPropertyValue('--paper');
    return new XMLSerializer().serializeToString(copy).replace(/(<svg[^>]*>)/, `$1<style>${look.replace(/var\((--[a-z]+)\)/g, (_, name) => colours.getPropertyValue(name)).replace(/</g, '')}</style>`);
  };
  const saveSVG = () => download(new Blob([drawn()], {type: 'image/svg+xml'}), 'graph.svg');
  const savePNG = () => {
    const image = new Image(), scale = Math.min(2, 8000 / Math.max(picture.w, picture.h));
    image.onload = () => {
      const canvas = html('canvas', {width: picture.w * scale, height: picture.h * scale});
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => download(blob, 'graph.png'));
    };
    image.src = `data:image/svg+xml,${encodeURIComponent(drawn())}`;
  };

  const quiz = button('predict', 'predict each contribution before it is shown', () => { asking = !asking; answered = new Map(); quiz.classList.toggle('on', asking); refresh(); });
  const help = html('div', {className: 'help', hidden: true, onclick: () => { help.hidden = true; }}, html('table', {}, ...[
    ['← →', 'one step back, one on; Home, End: the first, the last'], ['space', 'play or pause'], ['+ − 0', 'zoom in, zoom out, see all; the mouse wheel zooms, too, and two fingers do'], ['/', 'search; Enter: the next one found'],
    ['⊟ ⊞', 'click the title of a box to fold it, a folded one to unfold it'], ['click', 'a card: what it is computed from, and what from it; Escape: all again'], ['point', 'at a card, to see its numbers'],
    ['drag', live.inputs.size ? 'the picture to move it; a coloured number to change it: what depends on it follows' : 'the picture, to move it'],
  ].map(([key, text]) => html('tr', {}, html('td', {}, html('b', {textContent: key})), html('td', {textContent: text})))));
  const bar = html('div', {className: 'bar'}, button('‹', 'previous step (←)', () => go(next(-1))), start, button('›', 'next step (→)', () => go(next(1))),
    html('div', {className: 'time'}, strip, slider), search, at, button('−', 'zoom out (-)', () => picture.zoom(1 / 1.25)), button('+', 'zoom in (+)', () => picture.zoom(1.25)),
    button('⤢', 'see all (0)', () => picture.fit()), button('⊟', 'fold all', () => picture.all(false)), button('⊞', 'unfold all', () => picture.all(true)), button('SVG', 'save this picture as SVG', saveSVG), button('PNG', 'save this picture as PNG', savePNG),
    quiz, button('?', 'keys, and what can be clicked', () => { help.hidden = !help.hidden; }));
  slider.oninput = () => go(+slider.value);
  const kinds = new Set(data.nodes.map(node => node.kind));
  if (Object.keys(picture.boxes).length > 1) kinds.add('folded');
  for (const kind in data.kinds) if (kinds.has(kind)) {
    const swatch = html('i');
    swatch.style.background = `var(--${kind})`;
    legend.append(html('span', {}, swatch, data.kinds[kind]));
  }
  legend.append(html('span', {textContent: `${data.nodes.filter(node => node.op).length} operations`}));
  view.append(tip, help);
  const app = html('div', {className: whole ? 'app whole' : 'app'}, bar, said, row_live, html('div', {className: 'stage'}, html('div', {className: 'left'}, view, legend), side));
  const look = host.querySelector('script.look').textContent;
  root.append(html('style', {textContent: look}), app);
  const keys = event => {
    if (event.altKey || event.ctrlKey || event.metaKey || (event.composedPath()[0].localName === 'input' && event.composedPath()[0] !== slider) || (event.composedPath()[0] === slider && event.key !== ' ')) return;
    const act = {ArrowLeft: () => go(next(-1)), ArrowRight: () => go(next(1)), Home: () => go(1), End: () => go(count), ' ': toggle, '+': () => picture.zoom(1.25),
      '-': () => picture.zoom(1 / 1.25), 0: () => picture.fit(), '/': () => search.focus(), '?': () => { help.hidden = !help.hidden; }, Escape: () => { help.hidden = true; picked = kin = null; paint(); }}[event.key];
    if (!act) return;
    if (event.key === ' ' && event.composedPath()[0].localName === 'button') return;
    act();
    event.preventDefault();
    event.stopPropagation(); // notebooks have keys of their own
  };
  const themed = () => { // where it is in a notebook or on a site, that one says whether it is night
    const {jpThemeLight: lab, vscodeThemeKind: code, theme: site} = document.body.dataset;
    host.dataset.night = lab ? lab === 'false' : code ? !code.endsWith('light') : site === 'dark' || (site === 'light' ? false : '');
  };
  new MutationObserver(themed).observe(document.body, {attributes: true});
  themed();
  host.tabIndex = 0;
  host.dataset.lmSuppressShortcuts = true; // JupyterLab sees keys before the page does: a letter typed here would be a command there
  (whole ? document : host).addEventListener('keydown', keys);
  new ResizeObserver(() => {
    app.classList.toggle('narrow', app.clientWidth < 720);
    if (picture.turn < 0) return;
    picture.draw(picture.turn);
    paint();
    picture.look(hot);
  }).observe(app);
  app.classList.toggle('narrow', app.clientWidth < 720);
  told_live();
  host.live = live;
  show(whole && Number(location.hash.slice(1)) || 1);
  if (whole) window.addEventListener('hashchange', () => go(Number(location.hash.slice(1)) || 1));
}

for (const host of document.querySelectorAll('.wgrad-steps:not([data-live])')) {
  if (!host.attachShadow || !host.querySelector('script.data')) continue;
  host.dataset.live = 1;
  play(host);
}
