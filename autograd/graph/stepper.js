// Turns each animated picture of a backward pass on the page into one with controls, in a shadow root of its own.
(() => {
  const style = `:host{display:block;outline-offset:4px} svg,svg *{animation:none!important} svg{display:block;margin:auto} .caption{display:none}
div{display:flex;gap:.5em;align-items:center;max-width:44em;margin:.5em auto;font:15px system-ui,sans-serif} input{flex:1}
button{font:inherit;min-width:2.6em;padding:.25em .5em}
pre{max-width:60em;min-height:4.2em;margin:0 auto .5em;white-space:pre-wrap;font:14px ui-monospace,Menlo,Consolas,monospace}`;
  for (const host of document.querySelectorAll('.wgrad-steps:not([data-live])')) {
    const img = host.querySelector('img'), count = +host.dataset.steps;
    if (!img || !host.attachShadow) continue;
    host.dataset.live = 1;
    const source = decodeURIComponent(img.getAttribute('src').split(/,(.*)/s)[1]);
    const svg = document.importNode(new DOMParser().parseFromString(source, 'image/svg+xml').documentElement, true);
    const [x, y, width, height] = svg.getAttribute('viewBox').split(' ').map(Number), tall = +svg.dataset.tall;
    svg.setAttribute('viewBox', [x, y + tall, width, height - tall].join(' ')); // the captions stand beside the picture, not in it
    const make = (tag, set) => Object.assign(document.createElement(tag), set);
    const button = (text, label, onclick) => {
      const made = make('button', {textContent: text, title: label, onclick});
      made.setAttribute('aria-label', label);
      return made;
    };
    const parts = [...svg.querySelectorAll('[class^=k],[class^=d]')].map(part => {
      const name = part.getAttribute('class');
      return [part, name[0] === 'd', ...name.slice(1).split('-').map(Number)];
    });
    const said = make('pre'), at = make('output'), slider = make('input', {type: 'range', min: 1, max: count, value: 1});
    let now = 1, timer = 0;
    const show = step => {
      now = Math.min(count, Math.max(1, step));
      slider.value = now;
      at.textContent = `${now} / ${count}`;
      for (const [part, dim, from, to] of parts) part.style.opacity = dim ? (now >= from ? 1 : 0.13) : +(from <= now && now < to);
      said.textContent = [...svg.querySelectorAll(`.k${now}-${now + 1} .caption`)].map(line => line.textContent).join('\n');
    };
    const stop = () => { clearInterval(timer); timer = 0; play.textContent = '▶'; };
    const toggle = () => {
      if (timer) return stop();
      if (now === count) show(1);
      play.textContent = '❙❙';
      timer = setInterval(() => now < count ? show(now + 1) : stop(), 1200);
    };
    const go = step => { stop(); show(step); };
    const play = button('▶', 'play or pause', toggle), bar = make('div');
    bar.append(button('‹', 'previous step', () => go(now - 1)), play, button('›', 'next step', () => go(now + 1)), slider, at);
    slider.setAttribute('aria-label', 'step');
    slider.oninput = () => go(+slider.value);
    said.setAttribute('aria-live', 'polite');
    host.attachShadow({mode: 'open'}).append(make('style', {textContent: style}), said, svg, bar);
    host.tabIndex = 0;
    host.onkeydown = event => {
      const step = {ArrowLeft: now - 1, ArrowRight: now + 1, Home: 1, End: count}[event.key];
      if (step === undefined) return;
      go(step);
      event.preventDefault();
      event.stopPropagation(); // notebooks have keys of their own
    };
    show(1);
  }
})();
