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

  let now = 1, timer = 0, picked = null, lit = null, hot = [];
  const picture = makePicture(data, view, {
    pick: i => { picked = picked === i ? null : i; paint(); },
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
  const numbers = digest => {
    if (!digest) return ['–'];
    const found = [digest.t];
    if (digest.v && digest.v.length > 1) {
      const grid = html('div', {className: 'grid'});
      grid.style.gridTemplateColumns = `repeat(${digest.s.at(-1) || 1},auto)`;
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
  const told = i => { // all about a node, as of this step
    const node = data.nodes[i], table = html('table'), known = ran[i] <= now;
    if (node.type) table.append(row('type', node.type));
    if (node.set) table.append(row('settings', node.set));
    if (node.value) table.append(row('value', ...(known ? numbers(then(values[i], now)) : ['not computed yet'])));
    if (node.kind !== 'constant' && !node.error) table.append(row('gradient', ...numbers(then(gradients[i], now))));
    if (node.error) table.append(row('error', node.error));
    for (const [name, rule, source] of node.rules || []) {
      table.append(row(`∂${name}`, html('code', {textContent: rule}), ...(source ? [html('details', {}, html('summary', {textContent: 'the rule’s source'}), html('code', {textContent: source}))] : [])));
    }
    if (node.saved) table.append(row(freed[i] <= now ? 'released' : 'saved', node.saved));
    return [html('h3', {textContent: node.head || node.name}), table];
  };
  const boxGradient = path => {
    let sum = null;
    data.nodes.forEach((node, i) => {
      if (!picture.around[i].includes(path) || !(node.kind === 'parameter' || (node.op && picture.boxes[path].chunk))) return;
      const g = then(gradients[i], now);
      if (g) sum = (sum || 0) + g.n * g.n;
    });
    return sum === null ? '–' : `norm ${Number(Math.sqrt(sum).toPrecision(4))}`;
  };
  const toldBox = path => [html('h3', {textContent: picture.boxes[path].title}), html('table', {}, row('inside', `${picture.boxes[path].count} operations`), row('gradient', boxGradient(path)), row('', 'click to unfold'))];

  const paint = () => {
    const step = data.steps[now - 1], nodes = step.kind === 'update' || step.kind === 'zero' ? step.changes.map(c => c[0]) : [step.at, step.to];
    hot = [...new Set(nodes.map(picture.shown))];
    for (const [key, card] of picture.cards) {
      const list = card.group.classList, i = card.i;
      list.toggle('hot', hot.includes(key));
      list.toggle('picked', key === picked);
      if (card.closed) {
        list.toggle('later', !data.nodes.some((node, n) => ran[n] <= now && node.op && picture.around[n].includes(key)));
        card.texts[1].textContent = `grad   ${boxGradient(key)}`;
        continue;
      }
      list.toggle('later', ran[i] > now);
      const value = then(values[i], now), gradient = then(gradients[i], now);
      list.toggle('wrong', Boolean(card.node.bad && ((ran[i] <= now && value && value.b) || (gradient && gradient.b))));
      if (card.node.error || card.few) continue;
      if (card.texts[0]) card.texts[0].textContent = `value  ${ran[i] <= now ? short(value) : ''}`;
      if (card.texts[1]) card.texts[1].textContent = `grad   ${size(gradient)}`;
    }
    for (const wire of picture.wires) {
      const me = wire.ids.map(id => data.edges[id]);
      const back = step.kind === 'backward' && me.some(e => e[0] === step.to && e[1] === step.at && (e[2] === step.arg || step.arg < 0));
      const active = back || ((step.kind === 'forward' || step.kind === 'failed') && me.some(e => e[1] === step.at));
      wire.path.classList.toggle('hot', active);
      wire.path.classList.toggle('back', back);
      wire.path.classList.toggle('later', me.every(e => ran[e[1]] > now));
      wire.path.setAttribute(back ? 'marker-start' : 'marker-end', `url(#to-${active ? 'hot' : 'line'})`);
      wire.path.removeAttribute(back ? 'marker-end' : 'marker-start');
    }
    about.replaceChildren(...told(picked ?? (step.kind === 'backward' ? step.to : step.at)));
  };
  const caption = step => {
    const [first, ...others] = step.lines, parts = first.split(/(?= = )|(?= {2}\(sum)/);
    if (parts.length > 2 && step.kind === 'forward') parts.splice(0, 2, parts[0] + parts[1]);
    return [html('b', {textContent: `${now}/${count}  `}), ...parts.map(text => html('span', {textContent: text})), ...others.map(text => html('div', {textContent: `  ${text}`}))];
  };
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
    const i = found[which], node = data.nodes[i];
    if (node.op && (node.turn || 0) !== picture.turn) picture.draw(node.turn || 0);
    picture.reveal(i);
    picked = i;
    paint();
    for (const n of found) { const card = picture.cards.get(picture.shown(n)); if (card) card.group.classList.add('found'); }
    const place = picture.places[i];
    if (place) { picture.moved = picture.moved || picture.k < READABLE; picture.look([i]); }
  };
  search.oninput = () => find(false);
  search.onkeydown = event => { if (event.key === 'Enter') find(true); if (event.key === 'Escape') { search.value = ''; find(false); search.blur(); } };

  const saveSVG = () => {
    const copy = picture.svg.cloneNode(true), colours = getComputedStyle(host);
    copy.setAttribute('viewBox', `0 0 ${picture.w} ${picture.h}`);
    copy.setAttribute('xmlns', NS);
    copy.querySelector('.world').removeAttribute('style');
    const text = new XMLSerializer().serializeToString(copy).replace(/(<svg[^>]*>)/, `$1<style>${look.replace(/var\((--[a-z]+)\)/g, (_, name) => colours.getPropertyValue(name)).replace(/</g, '')}</style>`);
    html('a', {href: URL.createObjectURL(new Blob([text], {type: 'image/svg+xml'})), download: 'graph.svg'}).click();
  };

  const bar = html('div', {className: 'bar'}, button('‹', 'previous step (←)', () => go(next(-1))), start, button('›', 'next step (→)', () => go(next(1))),
    html('div', {className: 'time'}, strip, slider), at, search, button('−', 'zoom out (-)', () => picture.zoom(1 / 1.25)), button('+', 'zoom in (+)', () => picture.zoom(1.25)),
    button('⤢', 'see all (0)', () => picture.fit()), button('⊟', 'fold all', () => picture.all(false)), button('⊞', 'unfold all', () => picture.all(true)), button('⤓', 'save this picture as SVG', saveSVG));
  slider.oninput = () => go(+slider.value);
  const kinds = new Set(data.nodes.map(node => node.kind));
  if (Object.keys(picture.boxes).length > 1) kinds.add('folded');
  for (const kind in data.kinds) if (kinds.has(kind)) {
    const swatch = html('i');
    swatch.style.background = `var(--${kind})`;
    legend.append(html('span', {}, swatch, data.kinds[kind]));
  }
  view.append(legend, tip);
  const app = html('div', {className: whole ? 'app whole' : 'app'}, bar, said, html('div', {className: 'stage'}, view, side));
  const look = host.querySelector('script.look').textContent;
  root.append(html('style', {textContent: look}), app);
  const keys = event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.composedPath()[0] === search || (event.composedPath()[0] === slider && event.key !== ' ')) return;
    const act = {ArrowLeft: () => go(next(-1)), ArrowRight: () => go(next(1)), Home: () => go(1), End: () => go(count), ' ': toggle, '+': () => picture.zoom(1.25),
      '-': () => picture.zoom(1 / 1.25), 0: () => picture.fit(), '/': () => search.focus()}[event.key];
    if (!act) return;
    if (event.key === ' ' && event.composedPath()[0].localName === 'button') return;
    act();
    event.preventDefault();
    event.stopPropagation(); // notebooks have keys of their own
  };
  host.tabIndex = 0;
  (whole ? document : host).addEventListener('keydown', keys);
  new ResizeObserver(() => {
    app.classList.toggle('narrow', app.clientWidth < 720);
    if (picture.turn < 0) return;
    picture.draw(picture.turn);
    paint();
    picture.look(hot);
  }).observe(app);
  app.classList.toggle('narrow', app.clientWidth < 720);
  show(1);
}

for (const host of document.querySelectorAll('.wgrad-steps:not([data-live])')) {
  if (!host.attachShadow || !host.querySelector('script.data')) continue;
  host.dataset.live = 1;
  play(host);
}
