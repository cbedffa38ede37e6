// The chain by stage: from left to right, arrows as wide as their tonnes, facilities as dark as they are limiting.
// SPDX-License-Identifier: Apache-2.0
import { sankey, sankeyJustify, type SankeyLink, type SankeyNode } from 'd3-sankey';
import type { Graph, Place, Way } from './chain_graph';
import { nodeClass } from './chain_marks';
import type { Page } from './data';
import { facilityDetails, routeDetails } from './details';
import { el, fitted, svg, widthOf } from './dom';
import { atLimit, ranks } from './limiting';
import { digits, rate, scaleOf, share } from './words';

type Node = SankeyNode<Place, Way> & { layer?: number };
type Link = SankeyLink<Place, Way>;

const rowHeight = 19;
const nodeWidth = 13;

/** A ribbon from one node to the next. */
function ribbon(link: Link): string {
  const from = link.source as Node,
    to = link.target as Node;
  const x0 = from.x1 ?? 0,
    x1 = to.x0 ?? 0,
    y0 = link.y0 ?? 0,
    y1 = link.y1 ?? 0,
    middle = (x0 + x1) / 2;
  return `M${x0},${y0}C${middle},${y0} ${middle},${y1} ${x1},${y1}`;
}

/** Against the stream: out on the right, round below and in on the left. */
function loop(from: Node, to: Node, below: number): string {
  const x0 = from.x1 ?? 0,
    x1 = to.x0 ?? 0,
    y0 = from.y1 ?? 0,
    y1 = to.y1 ?? 0;
  return `M${x0},${y0 - 2}C${x0 + 40},${y0} ${x0 + 40},${below} ${(x0 + x1) / 2},${below}S${x1 - 40},${y1} ${x1},${y1 - 2}`;
}

function stageNames(nodes: Node[]): Map<number, string> {
  const words = new Map<number, Map<string, number>>();
  for (const node of nodes) {
    const layer = words.get(node.layer ?? 0) ?? new Map<string, number>();
    layer.set(node.behaviour, (layer.get(node.behaviour) ?? 0) + 1);
    words.set(node.layer ?? 0, layer);
  }
  const many: Record<string, string> = {
    mine: 'Mines and sources',
    plant: 'Plants',
    stockpile: 'Stockpiles',
    port: 'Ports',
    market: 'Markets',
  };
  return new Map(
    [...words].map(([layer, counts]) => [
      layer,
      [...counts]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 2)
        .map(([word]) => many[word] ?? word)
        .join(', '),
    ]),
  );
}

export function drawChain(page: Page, graph: Graph, width: number, show: (content: HTMLElement) => void): SVGElement {
  const forward = graph.ways.filter((way) => !way.back);
  const incoming = new Set(forward.map((way) => way.target)),
    outgoing = new Set(forward.map((way) => way.source));
  const sources = graph.places.filter((_, index) => !incoming.has(index)).length;
  const sinks = graph.places.filter((_, index) => !outgoing.has(index)).length;
  const rows = Math.max(sources, sinks, Math.ceil(graph.places.length / 4));
  const height = Math.max(240, Math.min(1600, rows * rowHeight + 170)),
    margin = Math.min(255, width / 4.2),
    rightMargin = Math.min(210, width / 5),
    top = 30;
  const layout = sankey<Place, Way>()
    .nodeAlign(sankeyJustify)
    .nodeWidth(nodeWidth)
    .nodePadding(Math.max(7, rowHeight - 6))
    .iterations(40)
    .extent([
      [margin, top],
      [width - rightMargin, height - (graph.ways.some((way) => way.back) ? 40 : 8)],
    ]);
  const laid = layout({
    nodes: graph.places.map((place) => ({ ...place })),
    links: forward.map((way) => ({ ...way })),
  });
  const nodes: Node[] = laid.nodes,
    { links } = laid;
  const byRank = ranks(page);
  const last = Math.max(...nodes.map((node) => node.layer ?? 0));

  const picture = svg('svg', {
    width,
    height,
    class: 'chain',
    role: 'group',
    'aria-label': 'The chain by stage; each facility can be focused',
  });
  const flows = svg('g', { class: 'flows' }),
    marks = svg('g'),
    labels = svg('g', { class: 'labels' });
  picture.append(flows, marks, labels);
  const light = (touches: ((way: Way) => boolean) | undefined) => {
    picture.classList.toggle('focused', touches !== undefined);
    flows.childNodes.forEach((child, index) => {
      const way = index < links.length ? forward[index] : graph.ways.filter((each) => each.back)[index - links.length];
      (child as SVGElement).classList.toggle('on', way !== undefined && touches?.(way) === true);
    });
  };
  const flow = (d: string, way: Way, wide: number, index: number) => {
    const words = `${way.routes[0]?.carries ?? ''} ${rate(way.value)}: ${graph.places[way.source]?.name ?? ''} to ${graph.places[way.target]?.name ?? ''}`;
    const path = svg(
      'path',
      {
        class: way.back ? 'flow back' : 'flow',
        d,
        'stroke-width': Math.max(1, wide).toFixed(2),
        'data-way': index,
        onpointerenter: () => {
          show(routeDetails(page, way.routes));
          light((other) => other === way);
        },
        onpointerleave: () => light(undefined),
        onclick: () => show(routeDetails(page, way.routes)),
      },
      svg('title', {}, words),
    );
    flows.append(path);
  };
  links.forEach((link, index) => flow(ribbon(link), forward[index] as Way, link.width ?? 1, index));
  const scale = links[0]?.width && links[0].value ? links[0].width / links[0].value : 0;
  graph.ways
    .filter((way) => way.back)
    .forEach((way, index) =>
      flow(
        loop(nodes[way.source] as Node, nodes[way.target] as Node, height - 14 - 5 * (index % 4)),
        way,
        way.value * scale,
        links.length + index,
      ),
    );

  for (const [layer, words] of stageNames(nodes)) {
    const x = nodes.find((node) => node.layer === layer)?.x0 ?? 0;
    const anchor = layer === 0 ? 'end' : layer === last ? 'start' : 'middle';
    labels.append(
      svg(
        'text',
        {
          class: 'stage',
          x: layer === 0 ? x + nodeWidth : layer === last ? x : x + nodeWidth / 2,
          y: 14,
          'text-anchor': anchor,
        },
        words,
      ),
    );
  }
  nodes.forEach((node, index) => {
    const x = node.x0 ?? 0,
      y = node.y0 ?? 0,
      tall = Math.max(3, (node.y1 ?? 0) - y),
      middle = y + tall / 2;
    const facility = node.facility === undefined ? undefined : page.facilities?.[node.facility];
    const point = node.facility === undefined ? undefined : byRank.get(node.facility);
    const part = facility ? atLimit(facility) : undefined;
    const touches = (way: Way) => way.source === index || way.target === index;
    const tell = () => {
      show(
        facility
          ? facilityDetails(facility, point)
          : el('div', {}, el('h3', {}, node.name), el('p', {}, `Together ${rate(node.value ?? 0)}.`)),
      );
      light(touches);
    };
    const words = [
      node.name,
      point && `caps the answer, number ${point.rank}`,
      part !== undefined && `${share(part)} of the time at its limit`,
      facility?.throughput && rate(facility.throughput[0]),
    ];
    const group = svg(
      'g',
      {
        class: nodeClass(page, node.facility),
        tabindex: 0,
        role: 'button',
        'aria-label': words.filter(Boolean).join(', '),
        'data-facility': node.facility,
        onpointerenter: tell,
        onfocus: tell,
        onclick: tell,
        onpointerleave: () => light(undefined),
        onblur: () => light(undefined),
      },
      svg('rect', {
        class: 'touch',
        x: x - 6,
        y: middle - Math.max(tall, rowHeight) / 2,
        width: nodeWidth + 12,
        height: Math.max(tall, rowHeight),
      }),
      svg('rect', { class: 'body', x, y, width: nodeWidth, height: tall, rx: 2 }),
    );
    marks.append(group);
    const [by, letter] = scaleOf(node.value ?? 0);
    const amount = `${digits((node.value ?? 0) / by, 2)} ${letter}t`,
      aside = (point ? 24 : 6) + 5 + widthOf(amount, false, 11);
    const short = fitted(node.name, (node.layer === 0 ? margin : rightMargin) - aside - 6, point !== undefined);
    const right =
      node.layer !== 0 &&
      (node.layer === last ||
        x + nodeWidth + aside + widthOf(short, point !== undefined) < width - rightMargin - nodeWidth);
    labels.append(
      svg(
        'text',
        {
          class: point ? 'name caps' : 'name',
          x: right ? x + nodeWidth + (point ? 24 : 6) : x - (point ? 24 : 6),
          y: middle,
          dy: '0.34em',
          'text-anchor': right ? 'start' : 'end',
        },
        short,
        svg('tspan', { class: 'amount', dx: 5 }, amount),
      ),
    );
    if (point) {
      const cx = right ? x + nodeWidth + 12 : x - 12;
      labels.append(
        svg('circle', { class: 'rank', cx, cy: middle, r: 8.5 }),
        svg('text', { class: 'rank', x: cx, y: middle, dy: '0.36em', 'text-anchor': 'middle' }, String(point.rank)),
      );
    }
  });
  return picture;
}
