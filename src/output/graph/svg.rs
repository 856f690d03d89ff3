//! A graph as a picture of its own: no script, no font and no file from elsewhere; light and dark.

use super::super::printable::html;
use super::layout::{HEAD, HEIGHT, Layout, MARGIN, WIDTH, layout};
use crate::graph::{Edge, Graph, Node, Tier};

const STYLE: &str = "text{font-family:system-ui,sans-serif;fill:#1f2328}.kind{font-size:11px;fill:#59636e}.name{font-size:13px}.head{font-size:12px;fill:#59636e;letter-spacing:.04em}.box{stroke-width:1.2}.line{fill:none;stroke:#8c959f;stroke-width:1.3}.named{stroke-dasharray:4 \
3}.back{fill:#ffffff}#end \
path{fill:#8c959f}.entry{fill:#fff1e5;stroke:#bc4c00}.service{fill:#ddf4ff;stroke:#0969da}.workload{fill:#dafbe1;stroke:#1a7f37}.used{fill:#fbefff;stroke:#8250df}.binding{fill:#fff8c5;stroke:#9a6700}.role{fill:#ffebe9;stroke:#cf222e}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.kind,.head{fill:#9198a1}.back{fill:#0d1117}.line{stroke:#656c76}#end \
path{fill:#656c76}.entry{fill:#3d1f00}.service{fill:#0c2d4d}.workload{fill:#0f3018}.used{fill:#2b1a48}.binding{fill:#3a2c00}.role{fill:#3f1115}}";

/// The longest name that a box has room for.
const LONGEST: usize = 27;

pub(super) fn draw(graph: &Graph) -> String {
    let layout = layout(graph);
    let (width, height) = layout.size;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" role=\"img\">\n<title>The objects of the release and how they are connected</title>\n\
         <style>{STYLE}</style>\n<defs><marker id=\"end\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" \
         markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>\n\
         <rect class=\"back\" width=\"100%\" height=\"100%\"/>\n"
    );
    for (tier, x) in &layout.columns {
        let y = MARGIN + HEAD / 2.0;
        text.push_str(&format!("<text class=\"head\" x=\"{x:.0}\" y=\"{y:.0}\">{}</text>\n", tier.words()));
    }
    graph.edges.iter().for_each(|edge| text.push_str(&line(edge, graph, &layout)));
    for (node, (x, y)) in graph.nodes.iter().zip(&layout.corners) {
        text.push_str(&node_box(node, *x, *y));
    }
    text.push_str("</svg>\n");
    text
}

/// A curve from box to box: out at the side that faces the other one.
fn line(edge: &Edge, graph: &Graph, layout: &Layout) -> String {
    let corner = |index: usize| layout.corners.get(index).copied().unwrap_or_default();
    let name = |index: usize| graph.nodes.get(index).map(|node| html(&node.name)).unwrap_or_default();
    let ((x1, y1), (x2, y2)) = (corner(edge.from), corner(edge.to));
    let (y1, y2) = (y1 + HEIGHT / 2.0, y2 + HEIGHT / 2.0);
    // Within a column the curve leaves and returns at the right.
    let (start, end, bend) = if x1 < x2 {
        (x1 + WIDTH, x2, ((x2 - x1 - WIDTH) / 2.0, -(x2 - x1 - WIDTH) / 2.0))
    } else if x1 > x2 {
        (x1, x2 + WIDTH, (-(x1 - x2 - WIDTH) / 2.0, (x1 - x2 - WIDTH) / 2.0))
    } else {
        (x1 + WIDTH, x2 + WIDTH, (50.0, 50.0))
    };
    format!(
        "<path class=\"line\" marker-end=\"url(#end)\" d=\"M{start:.0} {y1:.0}C{:.0} {y1:.0} {:.0} {y2:.0} {end:.0} \
         {y2:.0}\"><title>{} {} {}</title></path>\n",
        start + bend.0,
        end + bend.1,
        name(edge.from),
        edge.label,
        name(edge.to),
    )
}

fn node_box(node: &Node, x: f64, y: f64) -> String {
    let class = match node.tier {
        Tier::Entry => "entry",
        Tier::Service => "service",
        Tier::Workload => "workload",
        Tier::Used => "used",
        Tier::Binding => "binding",
        Tier::Role => "role",
    };
    let (named, kind) =
        if node.is_rendered { ("", node.kind.clone()) } else { (" named", format!("{} (not rendered)", node.kind)) };
    format!(
        "<g><title>{0} {1}</title><rect class=\"box {class}{named}\" x=\"{x:.0}\" y=\"{y:.0}\" width=\"{WIDTH:.0}\" \
         height=\"{HEIGHT:.0}\" rx=\"6\"/><text class=\"kind\" x=\"{tx:.0}\" y=\"{ky:.0}\">{kind}</text>\
         <text class=\"name\" x=\"{tx:.0}\" y=\"{ny:.0}\">{short}</text></g>\n",
        html(&node.kind),
        html(&node.name),
        kind = html(&kind),
        short = html(&shortened(&node.name)),
        tx = x + 10.0,
        ky = y + 17.0,
        ny = y + 34.0,
    )
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name)),
        None => name.to_owned(),
    }
}
