import type { ElkNode, LayoutOptions } from "elkjs/lib/elk-api.js";

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Boxes and the lines between them, without places. Sizes are pixels. */
interface Unplaced {
  readonly boxes: readonly (Size & { readonly stage: number })[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly label: Size | null }[];
  /** Whether all boxes of a stage stand above those of the next. */
  readonly hasStages: boolean;
}

export interface PlacedEdge {
  /** From where it begins, over its bends, to where it ends. */
  readonly points: readonly Point[];
  /** The label's upper left corner. */
  readonly label: Point;
}

/** The same with places, from the upper left. */
export interface Placed extends Size {
  readonly boxes: readonly (Point & Size)[];
  readonly edges: readonly PlacedEdge[];
}

export type LayOut = (graph: Unplaced) => Promise<Placed>;

/** ELK's interface: in Node its own object, in a browser one that asks a worker. */
export interface Elk {
  layout(graph: ElkNode): Promise<ElkNode>;
}

const options: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  // Else stages would be places of each part by itself.
  "elk.separateConnectedComponents": "false",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.spacing.nodeNode": "28",
  "elk.spacing.edgeNode": "16",
  "elk.spacing.edgeEdge": "12",
  "elk.spacing.edgeLabel": "2",
  "elk.layered.spacing.nodeNodeBetweenLayers": "36",
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
};

/** Places boxes in layers, by the Eclipse Layout Kernel: the same graph always gets the same places. */
export const layOutBy =
  (elk: Elk): LayOut =>
  async ({ boxes, edges, hasStages }) => {
    const placed = await elk.layout({
      id: "root",
      layoutOptions: { ...options, "elk.partitioning.activate": String(hasStages) },
      children: boxes.map(({ width, height, stage }, index) => ({
        id: `b${index}`,
        width,
        height,
        layoutOptions: { "elk.partitioning.partition": String(stage) },
      })),
      edges: edges.map(({ from, to, label }, index) => ({
        id: `e${index}`,
        sources: [`b${from}`],
        targets: [`b${to}`],
        labels: label === null ? [] : [{ text: " ", ...label }],
      })),
    });
    return {
      width: placed.width ?? 0,
      height: placed.height ?? 0,
      boxes: (placed.children ?? []).map(({ x = 0, y = 0, width = 0, height = 0 }) => ({
        ...{ x, y, width, height },
      })),
      edges: (placed.edges ?? []).map(({ sections = [], labels = [] }) => ({
        points: sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
          startPoint,
          ...bendPoints,
          endPoint,
        ]),
        label: { x: labels[0]?.x ?? 0, y: labels[0]?.y ?? 0 },
      })),
    };
  };
