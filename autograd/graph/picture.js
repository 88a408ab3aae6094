// The picture: what is to be seen of a graph with some boxes folded, drawn as SVG, to be moved and zoomed.
const LARGE = 400, NS = 'http://www.w3.org/2000/svg', READABLE = 0.82; // below this scale, texts are smaller than 9 pixels
const tag = (name, set = {}, ...inside) => {
  const made = document.createElementNS(NS, name);
  for (const key in set) made.setAttribute(key, set[key]);
  made.append(...inside);
  return made;
};
const html = (name, set = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), set);
  made.append(...inside);
  return made;
};
const cut = (text, most) => text.length > most ? text.slice(0, most - 1) + '…' : text;
const short = digest => digest ? cut(digest.t.split(' in [')[0], 28) : '';
const size = digest => digest ? cut(digest.m, 28) : '–';
const shapeOf = ({type = ''}) => type.endsWith(' []') ? '' : type.replace(/^\S+ /, '').replace(/\] .*/, '] …');

function letter() { // the width of a letter of the cards' font, by its size
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = '100px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace';
  return pen.measureText('0123456789').width / 1000;
}

// The boxes of a graph: modules within modules, and where there are too many operations for one of them, twenty at a time
function boxesOf(data) {
  const boxes = {'': {parent: null, title: '', items: []}}, home = [];
  const box = path => { // its key begins with a colon, as modules are called 0, 1, 2, and so are nodes
    const key = path && `:${path}`;
    if (!boxes[key]) {
      const outer = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
      boxes[key] = {parent: outer && `:${outer}`, title: data.modules[path] || path, items: []};
      box(outer).items.push(key);
    }
    return boxes[key];
  };
  data.nodes.forEach((node, i) => { box(node.in || '').items.push(i); });
  const uses = data.nodes.map(() => 0);
  for (const [from] of data.edges) uses[from]++;
  for (const path of Object.keys(boxes)) rolled(path);
  function rolled(path) { // what is repeated in a box, as by a loop or by blocks of the same making: each time is a box of its own
    const units = [], outside = [];
    let before = [];
    for (const item of boxes[path].items) {
      const node = data.nodes[item];
      if (item in boxes) units.push({sign: boxes[item].title.replace(/^.*?: /, '') + boxes[item].items.length, items: [...before, item], box: item});
      else if (node.op) units.push({sign: node.op, items: [...before, item]});
      else { (uses[item] > 1 ? outside : before).push(item); continue; }
      before = [];
    }
    let best = {covers: 0};
    for (let period = 1; period <= 12; period++) for (let start = 0; start + 3 * period <= units.length; start++) {
      let same = 0;
      while (start + same + period < units.length && units[start + same].sign === units[start + same + period].sign) same++;
      const times = Math.floor(same / period) + 1, covers = times * period;
      if (times >= 3 && covers > best.covers) best = {covers, period, start, times};
      start += same;
    }
    if (best.period === 1) units.slice(best.start + 1, best.start + best.times).forEach(unit => { if (unit.box) boxes[unit.box].again = true; });
    if (!(best.period > 1) || units.length < 9) return;
    const items = [...outside, ...units.slice(0, best.start).flatMap(unit => unit.items)];
    for (let k = 0; k < best.times; k++) {
      const name = `${path}:repeat${k}`, from = best.start + k * best.period;
      boxes[name] = {parent: path, title: `repeat ${k + 1} of ${best.times}`, items: units.slice(from, from + best.period).flatMap(unit => unit.items), again: k > 0, repeat: true};
      for (const item of boxes[name].items) if (item in boxes) boxes[item].parent = name;
      items.push(name);
    }
    boxes[path].items = [...items, ...units.slice(best.start + best.covers).flatMap(unit => unit.items), ...before];
  }
  for (const path of Object.keys(boxes)) {
    for (let items = boxes[path].items, level = 0; items.length > data.limit; level++, boxes[path].items = items) {
      const groups = [];
      for (let i = 0; i < items.length; i += 20) {
        const some = items.slice(i, i + 20), name = `${path}:${level}.${groups.length}`;
        boxes[name] = {parent: path, title: '', items: some, chunk: true, again: groups.length > 0};
        for (const item of some) if (item in boxes) boxes[item].parent = name;
        groups.push(name);
      }
      items = groups;
    }
  }
  const count = path => {
    const b = boxes[path];
    b.count = 0;
    for (const item of b.items) if (item in boxes) b.count += count(item); else { home[item] = path; b.count += data.nodes[item].op ? 1 : 0; }
    return b.count;
  };
  count('');
  for (const path in boxes) if (boxes[path].chunk) {
    const inner = [], times = [];
    const list = p => boxes[p].items.forEach(item => { if (boxes[item] && boxes[item].repeat) times.push(boxes[item].title.split(' ')); if (item in boxes) list(item); else if (data.nodes[item].op) inner.push(data.nodes[item].name); });
    list(path);
    boxes[path].title = times.length ? `repeat ${times[0][1]} … ${times.at(-1)[1]} of ${times[0][3]}` : inner.length ? `${inner[0]} … ${inner.at(-1)}` : 'inputs';
  }
  const above = i => { const found = []; for (let at = home[i]; at; at = boxes[at].parent) found.unshift(at); return found; };
  return {boxes, above};
}

function makePicture(data, view, on) {
  const {boxes, above} = boxesOf(data), wide = letter(), open = new Set();
  const around = data.nodes.map((_, i) => above(i));
  const world = tag('g', {class: 'world'}), svg = tag('svg', {class: 'canvas', role: 'img'}, world);
  svg.prepend(tag('defs', {}, ...['line', 'hot'].map(name => tag('marker', {id: `to-${name}`, class: name, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7,
    orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse'}, tag('path', {d: 'M0 0L8 4L0 8z'})))));
  const map = tag('svg', {class: 'map'}), frame = tag('rect', {class: 'frame'}), marked = tag('path', {class: 'dot hot'});
  view.append(svg, map);
  map.onpointerdown = map.onpointermove = event => { // the part that is pointed at comes into sight
    if (!event.buttons) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    map.setPointerCapture(event.pointerId);
    me.x = view.clientWidth / 2 - at.x * me.k;
    me.y = view.clientHeight / 2 - at.y * me.k;
    me.moved = true;
    me.apply();
  };
  const into = data.nodes.map(() => []), out = data.nodes.map(() => []);
  data.edges.forEach((edge, i) => { into[edge[1]].push(i); out[edge[0]].push(i); });
  const inTurn = turn => data.nodes.map((node, i) => node.op || node.kind === 'failed' ? (node.turn || 0) === turn
    : !out[i].length || out[i].some(e => (data.nodes[data.edges[e][1]].turn || 0) === turn));
  // to begin with, as much is open as can be read
  const shownOf = (i, opened) => around[i].find(path => !opened.has(path)) ?? i;
  const depths = Math.max(0, ...around.map(list => list.length)), first = inTurn(0);
  const nodes = first.filter(Boolean).length;
  for (let depth = 0; depth <= depths; depth++) {
    const tried = new Set(around.flatMap(list => list.slice(0, depth)).filter(path => nodes <= 30 || !boxes[path].again)); // of what is repeated, one is open
    const seen = new Set(data.nodes.map((_, i) => i).filter(i => first[i]).map(i => shownOf(i, tried)));
    if (depth && (data.depth !== null ? depth > data.depth - 1 : seen.size > data.limit)) break;
    tried.forEach(path => open.add(path));
  }
  const me = {svg, map, open, boxes, around, turn: -1, cards: new Map(), k: 1, x: 0, y: 0, moved: false};

  me.shown = i => shownOf(i, open);
  me.before = i => [...new Set(into[i].map(id => data.edges[id][0]))];
  me.after = i => [...new Set(out[i].map(id => data.edges[id][1]))];
  me.kin = i => { // what a node is computed from, and what is computed from it: the numbers of those edges
    const found = new Set();
    for (const [ways, end] of [[into, 0], [out, 1]]) {
      const stack = [i], seen = new Set(stack);
      while (stack.length) for (const id of ways[stack.pop()]) { found.add(id); const next = data.edges[id][end]; if (!seen.has(next)) { seen.add(next); stack.push(next); } }
    }
    return found;
  };
  me.draw = turn => {
    me.turn = turn;
    const there = inTurn(turn), leaves = new Map(), used = {};
    data.nodes.forEach((node, i) => {
      if (!there[i]) return;
      const key = me.shown(i);
      if (leaves.has(key)) return;
      const closed = typeof key === 'string';
      const constant = !closed && node.kind === 'constant', number = !closed && on.draggable(i);
      const few = constant && !number && (!node.name || node.head !== node.name); // one line says it all
      const below = few ? [] : node.error ? [cut(node.error, 44)] : constant ? ['value'] : ['value', 'grad'];
      const lines = closed ? [cut(boxes[key].title, 44), `${boxes[key].count} operation${boxes[key].count === 1 ? '' : 's'} inside`, 'grad']
        : [constant && number ? node.name || 'constant' : node.head || node.name || node.kind, ...below];
      const rows = few ? [lines[0]] : lines;
      const longest = Math.max((rows[0].length + (closed ? 3 : 0)) * 13, ...(few ? [0] : closed ? [rows[1].length * 12, 24 * 12] : node.error ? [rows[1].length * 12] : [on.widest(i) * 12 + 78]));
      const labels = closed ? [] : into[i].filter(id => there[data.edges[id][0]]).map(id => (data.edges[id][3] || '').length * 11 * wide), label = Math.max(0, ...labels), pitch = label && label + 10;
      const room = Math.max(64, longest * wide + 18, pitch * (labels.length - 1) / 0.85, 2 * label + pitch * (labels.length - 1) - 28, few || closed ? 0 : shapeOf(node).length * 22 * wide - 26);
      const parent = closed ? boxes[key].parent : (around[i].at(-1) || '');
      leaves.set(key, {key: String(key), raw: key, node: closed ? null : node, i, parent, rows, few, pitch, w: room, room: Math.floor((room - 18) / (12 * wide) - 6.5), h: 24 + (rows.length - 1) * 17 + (rows.length > 1 ? 5 : 0)});
      for (let path = parent; path; path = boxes[path].parent) used[path] = {parent: boxes[path].parent, title: boxes[path].title.length * 11.5 * wide + 20, chain: boxes[path].chunk};
    });
    const seen = new Map(), edges = [];
    data.edges.forEach(([from, to, at], id) => {
      if (!there[from] || !there[to]) return;
      const a = me.shown(from), b = me.shown(to);
      if (a === b) return;
      const name = `${a}>${b}>${typeof a === 'string' || typeof b === 'string' ? '' : at}`;
      if (seen.has(name)) { seen.get(name).ids.push(id); return; }
      const edge = {from: String(a), to: String(b), at, ids: [id], source: from};
      seen.set(name, edge);
      edges.push(edge);
    });
    room = [view.clientWidth, view.clientHeight];
    const shape = room[0] / Math.max(room[1], 1) || 1.6;
    const plan = arrange([...leaves.values()], used, edges, shape);
    me.w = plan.w; me.h = plan.h; me.places = plan.places;
    const back = tag('g'), wires = tag('g', {class: 'wires'}), front = tag('g');
    for (const path of Object.keys(used).sort((a, b) => above_(a).length - above_(b).length)) {
      const p = plan.places[path], text = tag('text', {x: p.x + 12, y: p.y + 17, class: 'title'}, `⊟ ${boxes[path].title}`);
      const group = tag('g', {class: 'box', 'data-path': path}, tag('rect', {x: p.x, y: p.y, width: p.w, height: p.h, rx: 8}), text);
      text.onclick = () => me.fold(path);
      back.append(group);
    }
    me.wires = edges.map((edge, i) => {
      const d = curve(plan.routes[i]), flows = edge.ids.some(id => data.edges[id][4]);
      const path = tag('path', {d, class: flows ? 'wire' : 'wire fixed', 'marker-end': 'url(#to-line)'});
      const xs = plan.routes[i].map(p => p.x), ys = plan.routes[i].map(p => p.y);
      return Object.assign(edge, {path, frame: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]});
    });
    const named = new Set(), word = (text, kind, x, y) => { const made = tag('text', {x, y, class: kind}, text); me.words.push([made, {x, y}]); };
    me.words = [];
    edges.forEach((edge, i) => { // the shape of what flows, once beside each source; what the operation calls it, where it arrives
      const route = plan.routes[i], start = route[0], end = route.at(-1), from = data.nodes[edge.source], label = edge.ids.length === 1 && data.edges[edge.ids[0]][3];
      const room = route.length > 1 && end.y - start.y > 30;
      if (room && !named.has(edge.from) && shapeOf(from) && !(leaves.get(edge.source) || {}).few) {
        named.add(edge.from);
        word(shapeOf(from), 'shape', start.x + 5, start.y + 13);
      }
      if (label && typeof me.shown(data.edges[edge.ids[0]][1]) === 'number') word(label, 'label', end.x + 4, end.y - 9);
    });
    me.cards = new Map();
    for (const leaf of leaves.values()) {
      const p = plan.places[leaf.key], closed = !leaf.node, kind = closed ? 'folded' : leaf.node.kind;
      const group = tag('g', {class: `card ${kind}${leaf.node && leaf.node.bad ? ' bad' : ''}`, transform: `translate(${p.x} ${p.y})`, 'data-key': leaf.key, tabindex: -1});
      group.append(tag('rect', {class: 'body', width: p.w, height: p.h, rx: 4}), tag('rect', {class: 'head', width: p.w, height: 22, rx: 4}));
      if (leaf.rows.length > 1) group.append(tag('rect', {class: 'head', width: p.w, height: 8, y: 14}));
      group.append(tag('text', {x: p.w / 2, y: 15.5, class: 'name'}, (closed ? '⊞ ' : '') + leaf.rows[0]));
      const texts = leaf.rows.slice(1).map((row, r) => { const t = tag('text', {x: 8, y: 38 + 17 * r, class: closed && !r ? 'soft' : 'row'}, row); group.append(t); return t; });
      group.append(tag('rect', {class: 'rim', width: p.w, height: p.h, rx: 4}));
      if (texts[0] && leaf.node && on.draggable(leaf.i)) {
        texts[0].classList.add('number');
        texts[0].onpointerdown = event => { event.stopPropagation(); on.grab(leaf.i, event, texts[0]); };
      }
      group.onclick = event => { event.stopPropagation(); if (me.dragged) return; if (closed) me.unfold(leaf.raw); else on.pick(leaf.i); };
      group.onpointerenter = event => on.hover(leaf, event);
      group.onpointerleave = () => on.hover(null);
      me.cards.set(leaf.raw, {...leaf, group, texts, closed});
    }
    me.attach = near => { // of a large picture only what is near is there, so that it moves smoothly
      front.replaceChildren(...[...me.cards.values()].filter(({key}) => { const p = me.places[key]; return near(p.x, p.y, p.x + p.w, p.y + p.h); }).map(card => card.group));
      wires.replaceChildren(...me.wires.filter(wire => near(...wire.frame)).map(wire => wire.path), ...me.words.filter(([, {x, y}]) => near(x, y, x + 80, y)).map(([text]) => text));
    };
    if (me.cards.size <= LARGE) me.attach(() => true);
    world.replaceChildren(back, wires, front);
    map.setAttribute('viewBox', `0 0 ${me.w} ${me.h}`);
    map.replaceChildren(...[...back.querySelectorAll('rect')].map(e => e.cloneNode()), tag('path', {class: 'dot', d: [...leaves.values()].map(dot).join('')}), marked, frame);
  };
  const dot = ({key}) => { const p = me.places[key]; return `M${p.x} ${p.y}h${p.w}v${p.h}h${-p.w}z`; };
  me.mark = keys => marked.setAttribute('d', keys.filter(key => key in me.places).map(key => dot({key})).join('')); // where the step is, in the map
  const above_ = path => { const found = []; for (let at = path; at; at = boxes[at].parent) found.push(at); return found; };
  me.fold = path => { open.delete(path); me.draw(me.turn); on.changed(path); };
  me.unfold = path => { for (const at of above_(path)) open.add(at); me.draw(me.turn); on.changed(path); };
  me.all = unfold => { open.clear(); if (unfold) for (const path in boxes) if (path) open.add(path); me.draw(me.turn); on.changed(''); };
  me.reveal = i => { const closed = around[i].filter(path => !open.has(path)); if (closed.length) { closed.forEach(path => open.add(path)); me.draw(me.turn); } };

  // moving and zooming
  let room = [0, 0]; // as it was when the picture was drawn
  const roomNow = () => me.cards.size > LARGE ? room : [view.clientWidth, view.clientHeight]; // to ask is to have all laid out, also what is hidden in a moment
  me.apply = smooth => {
    world.classList.toggle('smooth', Boolean(smooth));
    world.style.transform = `translate(${me.x}px,${me.y}px) scale(${me.k})`;
    const [w, h] = roomNow(), sides = {x: -me.x / me.k, y: -me.y / me.k, width: w / me.k, height: h / me.k};
    map.style.display = me.w * me.k > w * 1.5 || me.h * me.k > h * 1.5 ? '' : 'none';
    for (const side in sides) frame.setAttribute(side, sides[side]);
    const {x, y, width, height} = sides;
    if (me.cards.size <= LARGE || (near && near.picture === me.cards && x > near.x && y > near.y && x + width < near.right && y + height < near.bottom && near.right - near.x < 9 * width)) return;
    near = {picture: me.cards, x: x - width, y: y - height, right: x + 2 * width, bottom: y + 2 * height};
    me.attach((left, top, right, bottom) => right > near.x && left < near.right && bottom > near.y && top < near.bottom);
  };
  let near = null; // the part of a large picture that is there
  me.whole = () => { near = null; me.attach(() => true); };
  me.fit = () => {
    const {clientWidth: w, clientHeight: h} = view;
    me.k = Math.min(1.25, w / (me.w + 8), h / (me.h + 8));
    me.x = (w - me.w * me.k) / 2;
    me.y = Math.max(0, (h - me.h * me.k) / 2);
    me.moved = false;
    me.apply(true);
  };
  me.zoom = (factor, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
    const k = Math.min(4, Math.max(0.05, me.k * factor));
    me.x = x - (x - me.x) * k / me.k;
    me.y = y - (y - me.y) * k / me.k;
    me.k = k;
    me.moved = true;
    me.apply();
  };
  me.look = keys => { // bring these into sight, large enough to be read
    const [w, h] = roomNow(), whole = Math.min(1.25, w / (me.w + 8), h / (me.h + 8));
    if (!w || !h) return;
    if (!me.moved && whole >= READABLE) return me.fit();
    const at = keys.map(key => me.places[key]).filter(Boolean);
    if (!me.moved) me.k = Math.max(READABLE, Math.min(1, whole));
    if (!at.length) return me.apply(true);
    let list = at;
    const box = () => [Math.min(...list.map(p => p.x)), Math.min(...list.map(p => p.y)), Math.max(...list.map(p => p.x + p.w)), Math.max(...list.map(p => p.y + p.h))];
    let [left, top, right, bottom] = box();
    if ((right - left) * me.k > w - 16 || (bottom - top) * me.k > h - 16) { list = [at.find(p => p.w * me.k < w - 16 && p.h * me.k < h - 16) || at[0]]; [left, top, right, bottom] = box(); }
    me.x = w / 2 - (left + right) / 2 * me.k;
    me.y = h / 2 - (top + bottom) / 2 * me.k;
    const inside = (at, whole, room) => whole * me.k < room ? (room - whole * me.k) / 2 : me.moved ? at : Math.min(4, Math.max(room - whole * me.k - 4, at)); // no room is left empty
    me.x = inside(me.x, me.w, w);
    me.y = inside(me.y, me.h, h);
    me.apply(true);
  };
  const fingers = new Map();
  svg.onpointerdown = event => { fingers.set(event.pointerId, event); me.dragged = false; };
  svg.onpointermove = event => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const others = [...fingers.values()].filter(f => f.pointerId !== event.pointerId);
    const dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
    if (!others.length && !me.dragged && Math.hypot(dx, dy) < 4) return;
    if (!me.dragged) svg.setPointerCapture(event.pointerId);
    me.dragged = me.moved = true;
    if (others.length) {
      const other = others[0], frame = svg.getBoundingClientRect();
      const apart = f => Math.hypot(f.clientX - other.clientX, f.clientY - other.clientY);
      me.zoom(apart(event) / Math.max(apart(before), 1), (event.clientX + other.clientX) / 2 - frame.left, (event.clientY + other.clientY) / 2 - frame.top);
    } else { me.x += dx; me.y += dy; me.apply(); }
    fingers.set(event.pointerId, event);
  };
  svg.onclick = () => { if (!me.dragged) on.pick(null); };
  svg.onpointerup = svg.onpointercancel = event => { fingers.delete(event.pointerId); setTimeout(() => { me.dragged = false; }); };
  svg.addEventListener('wheel', event => {
    if (!on.wheel(event)) return;
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    if (event.shiftKey) { me.x -= event.deltaY; me.moved = true; me.apply(); } else me.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX - frame.left, event.clientY - frame.top);
  }, {passive: false});
  return me;
}
