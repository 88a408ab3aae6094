// A layered layout of nested boxes, after Sugiyama: each box is laid out by itself, from the innermost out, and then placed as one node.
// `leaves`: [{key, parent, w, h, pitch}] in the order in which they ran (pitch: how far apart its arguments arrive, for their names to have room);
// `boxes`: {path: {parent, title, chain}} (title: its width; chain: it may go on in another column); `edges`: [{from, to, at}] (at: the argument's number). Gives {places: {key or path: {x, y, w, h}}, routes: [the points of each edge], w, h}.
function arrange(leaves, boxes, edges, aspect) {
  const PAD = 12, TITLE = 24, FALL = 17, RISE = 18, GAP = FALL + 20 + RISE, SIDE = 22, WIRE = 12; // arrows fall straight beside texts: below a card, and above one
  const parent = {}, inside = {'': []}, levels = {};
  for (const path in boxes) { parent[path] = boxes[path].parent; inside[path] = []; }
  for (const leaf of leaves) parent[leaf.key] = leaf.parent;
  const size = Object.fromEntries(leaves.map(leaf => [leaf.key, leaf]));
  const placed = new Set();
  for (const leaf of leaves) // a box stands where the first of what it holds stands
    for (let key = leaf.key; key !== '' && !placed.has(key); key = parent[key]) { placed.add(key); inside[parent[key]].push(key); }
  const chain = key => { const found = []; for (let at = key; ; at = parent[at]) { found.push(at); if (at === '') return found; } };
  for (const path in inside) levels[path] = [];
  edges.forEach((edge, id) => {
    const up = chain(edge.from), down = chain(edge.to);
    const common = up.find((path, i) => i && down.includes(path));
    edge.way = []; // its parts, each in one box
    for (let i = 1; up[i] !== common; i++) edge.way.push({level: up[i], u: up[i - 1], v: `>${edge.from}`});
    edge.way.push({level: common, u: up[up.indexOf(common) - 1], v: down[down.indexOf(common) - 1]});
    for (let i = down.indexOf(common) - 1; i > 0; i--) edge.way.push({level: down[i], u: `<${edge.from}`, v: down[i - 1]});
    for (const part of edge.way) levels[part.level].push(Object.assign(part, {id, from: edge.from, at: edge.at}));
  });

  // x for the nodes of a row, in order, as near to `wish` as their distances allow: pools of neighbours that touch share their shift
  const spread = (row, wish) => {
    const pools = [];
    let offset = 0;
    row.forEach((node, i) => {
      if (i) offset += (row[i - 1].w + node.w) / 2 + (row[i - 1].wire && node.wire ? WIRE : SIDE);
      node.offset = offset;
      let pool = {sum: wish(node) - offset, count: 1, nodes: [node]};
      while (pools.length && pools.at(-1).sum / pools.at(-1).count > pool.sum / pool.count) {
        const before = pools.pop();
        pool = {sum: before.sum + pool.sum, count: before.count + pool.count, nodes: before.nodes.concat(pool.nodes)};
      }
      pools.push(pool);
    });
    for (const pool of pools) for (const node of pool.nodes) node.x = pool.sum / pool.count + node.offset;
  };
  const mean = numbers => numbers.reduce((a, b) => a + b, 0) / numbers.length;

  const solve = path => {
    for (const key of inside[path]) if (key in boxes) size[key] = solve(key);
    const nodes = new Map();
    const node = (key, set) => nodes.get(key) || nodes.set(key, {key, w: 0, h: 0, next: [], before: [], rank: 0, ...set}).get(key);
    for (const key of inside[path]) node(key, {w: size[key].w, h: size[key].h, pitch: size[key].pitch, order: nodes.size});
    const parts = levels[path];
    for (const part of parts) { node(part.u, {port: part.u[0] === '<', wire: true}); node(part.v, {port: part.v[0] === '>', wire: true}); }
    // ranks: the longest way from above; what would close a circle (a module that is called again) does not count
    const state = new Map(), after = new Map();
    for (const part of parts) after.set(part.u, [...(after.get(part.u) || []), part]);
    const forward = [], order = [];
    for (const start of nodes.keys()) {
      const stack = [[start, 0]];
      if (state.has(start)) continue;
      state.set(start, 1);
      while (stack.length) {
        const top = stack.at(-1), out = after.get(top[0]) || [];
        if (top[1] === out.length) { state.set(top[0], 2); order.push(top[0]); stack.pop(); continue; }
        const part = out[top[1]++];
        part.back = state.get(part.v) === 1;
        if (!part.back) forward.push(part);
        if (!state.has(part.v)) { state.set(part.v, 1); stack.push([part.v, 0]); }
      }
    }
    order.reverse();
    for (const key of order) {
      const at = nodes.get(key);
      for (const part of after.get(key) || []) if (!part.back) { const to = nodes.get(part.v); to.rank = Math.max(to.rank, at.rank + 1); to.fed = true; }
    }
    let last = Math.max(0, ...[...nodes.values()].map(n => n.rank));
    for (const n of nodes.values()) if (n.key[0] === '>') n.rank = last;
    for (const key of order.reverse()) { // what nothing feeds stands right above what it feeds
      const n = nodes.get(key), to = (after.get(key) || []).filter(part => !part.back).map(part => nodes.get(part.v).rank);
      if (!n.fed && n.key[0] !== '<' && to.length) n.rank = Math.min(...to) - 1;
    }
    const rows = Array.from({length: last + 1}, () => []);
    for (const n of nodes.values()) rows[n.rank].push(n);
    // wires through the rows between; all ways from one source share theirs
    const link = (a, b) => { if (!a.next.includes(b)) { a.next.push(b); b.before.push(a); } };
    for (const part of parts) {
      const [a, b] = part.back ? [nodes.get(part.v), nodes.get(part.u)] : [nodes.get(part.u), nodes.get(part.v)];
      let at = a;
      part.stops = [a];
      for (let rank = a.rank + 1; rank < b.rank; rank++) {
        const key = `|${part.back ? part.id : part.from}|${rank}|${part.back ? '' : part.u}`;
        let wire = nodes.get(key);
        if (!wire) { wire = node(key, {wire: true, rank}); rows[rank].push(wire); }
        link(at, wire);
        part.stops.push(at = wire);
      }
      link(at, b);
      part.stops.push(b);
    }
    // order in the rows: sweeps by the mean of the neighbours; the best is kept
    rows.forEach(row => row.forEach((n, i) => { n.i = i; }));
    const crossings = () => {
      let count = 0;
      for (const row of rows) {
        const ends = row.flatMap(n => n.next.map(m => [n.i, m.i]));
        if (ends.length < 400) for (let a = 0; a < ends.length; a++) for (let b = 0; b < a; b++) count += (ends[a][0] - ends[b][0]) * (ends[a][1] - ends[b][1]) < 0;
      }
      return count;
    };
    let best = crossings(), kept = rows.map(row => [...row]);
    for (let turn = 0; turn < (nodes.size > 400 ? 4 : 16) && best; turn++) {
      const down = turn % 2 === 0, list = down ? rows : [...rows].reverse();
      for (const row of list) {
        for (const n of row) { const near = down ? n.before : n.next; n.mean = near.length ? mean(near.map(m => m.i / rows[m.rank].length)) * row.length : n.i; }
        row.sort((a, b) => a.mean - b.mean || a.i - b.i);
        row.forEach((n, i) => { n.i = i; });
      }
      const now = crossings();
      if (now < best) { best = now; kept = rows.map(row => [...row]); }
    }
    kept.forEach((row, r) => { rows[r] = row; row.forEach((n, i) => { n.i = i; }); });
    for (const row of rows) spread(row, () => 0);
    for (let turn = 0; turn < 12; turn++) {
      const down = turn % 2 === 0;
      for (const row of down ? rows : [...rows].reverse())
        spread(row, n => { const near = turn > 9 ? [...n.before, ...n.next] : down ? n.before : n.next; return near.length ? mean(near.map(m => m.x)) : n.x; });
    }
    // rows below each other; long ones go on in another column, where few ways cross
    const heights = rows.map(row => Math.max(0, ...row.map(n => n.h)));
    const straight = row => row.every(n => n.next.every(m => m.x === n.x));
    const gaps = rows.map((row, r) => row.every(n => n.key[0] === '<') ? 20 + (straight(row) ? 4 : RISE) : r + 1 < rows.length && rows[r + 1].every(n => n.key[0] === '>') ? FALL + (straight(row) ? 5 : 20) : GAP); // less to ports
    const tall = heights.reduce((a, h, r) => a + h + gaps[r], 0);
    const extent = list => [Math.min(...list.flat().map(n => n.x - n.w / 2)), Math.max(...list.flat().map(n => n.x + n.w / 2))];
    const [low, high] = nodes.size ? extent(rows) : [0, 0];
    const count = path === '' || rows.length > (boxes[path].chain ? 8 : 24) ? Math.max(1, Math.round(Math.sqrt(tall * aspect / (high - low + 60)))) : 1;
    const columns = [[]];
    if (count > 1 && rows.length > 8) {
      let height = 0;
      rows.forEach((row, r) => {
        const crossing = r ? rows[r - 1].filter(n => n.next.length).length : 9;
        if (height > tall / count * (crossing <= 1 ? 0.85 : 1.05) && crossing <= 3) { columns.push([]); height = 0; }
        columns.at(-1).push(r);
        height += heights[r] + gaps[r];
      });
      const last = columns.at(-1).reduce((sum, r) => sum + heights[r] + gaps[r], 0);
      if (columns.length > 1 && last < tall / count / 4) columns.splice(-2, 2, [...columns.at(-2), ...columns.at(-1)]);
    } else columns[0] = rows.map((_, r) => r);
    const box = path === '' ? null : boxes[path];
    const title = box ? box.title + 16 : 0, top = box ? TITLE + PAD : PAD;
    let right = PAD, floor = 0;
    const bottom = [], roof = [], gutter = [];
    for (const column of columns) {
      const [left, end] = nodes.size ? extent(column.map(r => rows[r])) : [0, 0];
      let y = top + (column[0] ? RISE + 6 : 0);
      for (const r of column) {
        roof[r] = y;
        bottom[r] = y += heights[r];
        for (const n of rows[r]) { n.x += right - left; n.y = y - n.h; }
        y += gaps[r];
      }
      floor = Math.max(floor, y - gaps[column.at(-1)] + (column === columns.at(-1) ? 0 : FALL + 6));
      column.forEach(r => { gutter[r] = right - 28; });
      right += end - left + (columns.length > 1 ? 56 : 0);
    }
    const entries = [...nodes.values()].filter(n => n.key[0] === '<').sort((a, b) => a.x - b.x);
    let free = title + 8;
    for (const n of entries) { n.enter = Math.max(n.x, free); free = n.enter + WIRE; } // no arrow through the title
    const w = Math.max(right - (columns.length > 1 ? 56 : 0) + PAD, title + PAD, free), h = floor + PAD;
    const ports = {};
    for (const n of nodes.values()) if (n.key[0] === '<') ports[n.key] = n.enter; else if (n.key[0] === '>') ports[n.key] = n.x;
    // where on the upper side of a node an edge arrives: side by side, by argument
    const arrivals = {};
    for (const part of parts) if (!nodes.get(part.v).port && !(part.v in boxes)) (arrivals[part.v] ||= []).push(part);
    for (const key in arrivals) {
      const list = arrivals[key].sort((a, b) => a.at - b.at), n = nodes.get(key);
      list.forEach((part, i) => { part.land = n.x + (i - (list.length - 1) / 2) * (n.pitch || Math.min(n.w * 0.7 / Math.max(list.length - 1, 1), 70)); });
    }
    for (const part of parts) {
      const points = [];
      part.stops.forEach((n, i) => {
        let x = n.x, first = i === 0;
        if (part.back) { points.push({x: n.x, y: first ? bottom[n.rank] : roof[n.rank]}); return; }
        if (n.key in boxes) x = n.x - n.w / 2 + size[n.key].ports[first ? `>${part.from}` : `<${part.from}`];
        else if (!first && part.land !== undefined && n.key === part.v) x = part.land;
        const r = n.rank, before = i ? part.stops[i - 1].rank : r;
        if (i && columns.length > 1 && gutter[before] !== gutter[r]) {
          const from = points.at(-1);
          points.push({x: from.x, y: bottom[before] + FALL + 3, sharp: 1}, {x: gutter[r], y: bottom[before] + FALL + 3, sharp: 1}, {x: gutter[r], y: roof[r] - RISE - 3, sharp: 1}, {x, y: roof[r] - RISE - 3, sharp: 1});
        } else if (i && n.key[0] !== '>') points.push({x, y: roof[r] - RISE});
        if (first) {
          if (n.key[0] === '<') points.push({x: n.enter, y: 0}, {x: n.enter, y: TITLE - 4}, {x, y: top}, {x, y: bottom[r]});
          else points.push({x, y: n.y + n.h}, {x, y: bottom[r]});
        } else if (n.key[0] === '>') points.push({x, y: roof[r]}, {x, y: h});
        else if (n.key === part.v) points.push({x, y: roof[r]}, {x, y: n.y});
        else points.push({x, y: roof[r]}, {x, y: bottom[r]});
        if (n.key[0] !== '<' && i + 1 < part.stops.length) points.push({x, y: bottom[r] + FALL});
      });
      part.points = part.back ? points.reverse() : points;
    }
    return {w, h, nodes, ports};
  };
  const all = solve(''), places = {};
  const put = (path, solved, x, y) => {
    for (const key of inside[path]) {
      const n = solved.nodes.get(key);
      places[key] = {x: x + n.x - n.w / 2, y: y + n.y, w: n.w, h: n.h};
      if (key in boxes) put(key, size[key], places[key].x, places[key].y);
    }
  };
  put('', all, 0, 0);
  const routes = edges.map(edge => edge.way.flatMap(part => {
    const {x, y} = part.level === '' ? {x: 0, y: 0} : places[part.level];
    return part.points.map(p => ({...p, x: p.x + x, y: p.y + y}));
  }));
  return {places, routes, w: all.w, h: all.h};
}

// A path of SVG through points that lie above one another in pairs: straight down, and in curves from one to the next
function curve(points) {
  const n = v => Math.round(v * 10) / 10;
  let text = `M${n(points[0].x)} ${n(points[0].y)}`;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1], b = points[i];
    if (a.x === b.x && a.y === b.y) continue;
    const middle = n((a.y + b.y) / 2);
    text += a.x === b.x || b.sharp ? `L${n(b.x)} ${n(b.y)}` : `C${n(a.x)} ${middle} ${n(b.x)} ${middle} ${n(b.x)} ${n(b.y)}`;
  }
  return text;
}
