import java.awt.Color;
import java.io.File;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Opens files in Gephi as its menu does, with Gephi's own choices but for the scale, and prints what is then in the workspace.
 *
 * java -cp gephi-toolkit-all.jar GephiImport.java FILE...   one line of JSON a file
 */
public class GephiImport {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        for (String argument : arguments) {
            System.out.println(json(imported(projects, new File(argument))));
        }
    }

    private static Map<String, Object> imported(ProjectController projects, File file) throws Exception {
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Workspace workspace = projects.newWorkspace(projects.getCurrentProject());
        projects.openWorkspace(workspace);
        Container container = importer.importFile(file);
        container.getLoader().setAutoScale(false); // a tick in Gephi's dialog: places and sizes as they are written
        Map<String, Object> said = new LinkedHashMap<>();
        List<Object> issues = new ArrayList<>();
        said.put("sound", container.verify());
        report(container.getReport(), issues); // before the processor puts its own report in the place of this one
        DefaultProcessor processor = new DefaultProcessor();
        importer.process(container, processor, workspace);
        report(processor.getReport(), issues);
        said.put("issues", issues);
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        said.put("dynamic", model.isDynamic());
        said.put("multi", model.isMultiGraph());
        said.put("time", String.valueOf(model.getTimeFormat()));
        said.put("nodeColumns", columns(model.getNodeTable()));
        said.put("edgeColumns", columns(model.getEdgeTable()));
        Graph graph = model.getGraph();
        List<Object> nodes = new ArrayList<>();
        for (Node node : graph.getNodes().toArray()) {
            Map<String, Object> one = element(node);
            one.put("x", node.x());
            one.put("y", node.y());
            one.put("size", node.size());
            one.put("colour", colour(node.getColor()));
            nodes.add(one);
        }
        List<Object> edges = new ArrayList<>();
        for (Edge edge : graph.getEdges().toArray()) {
            Map<String, Object> one = element(edge);
            one.put("source", edge.getSource().getId());
            one.put("target", edge.getTarget().getId());
            one.put("kind", edge.getTypeLabel());
            one.put("weight", edge.getWeight());
            one.put("directed", edge.isDirected());
            one.put("colour", colour(edge.getColor()));
            edges.add(one);
        }
        said.put("nodes", nodes);
        said.put("edges", edges);
        return said;
    }

    private static void report(Report report, List<Object> issues) {
        for (Issue issue : report.getIssuesList(Integer.MAX_VALUE)) {
            issues.add(issue.getLevel() + ": " + issue.getMessage());
        }
    }

    private static Map<String, Object> columns(Table table) {
        Map<String, Object> types = new LinkedHashMap<>();
        for (Column column : table) {
            if (!column.isProperty()) {
                types.put(column.getId(), new Object[] {column.getTitle(), column.getTypeClass().getSimpleName()});
            }
        }
        return types;
    }

    private static Map<String, Object> element(Element element) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", element.getId());
        one.put("label", element.getLabel());
        List<Object> spells = new ArrayList<>();
        for (Interval spell : element.getIntervals()) {
            spells.add(new Object[] {spell.getLow(), spell.getHigh()});
        }
        one.put("spells", spells);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : element.getTable()) {
            if (!column.isProperty() && element.getAttribute(column) != null) {
                values.put(column.getId(), element.getAttribute(column));
            }
        }
        one.put("values", values);
        return one;
    }

    private static String colour(Color colour) {
        return String.format("#%02x%02x%02x", colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    private static String json(Object value) {
        StringBuilder text = new StringBuilder();
        if (value instanceof Map) {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                String pair = json(entry.getKey()) + ":" + json(entry.getValue());
                text.append(text.length() == 0 ? "" : ",").append(pair);
            }
            return "{" + text + "}";
        }
        if (value instanceof Iterable) {
            for (Object item : (Iterable<?>) value) {
                text.append(text.length() == 0 ? "" : ",").append(json(item));
            }
            return "[" + text + "]";
        }
        if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                text.append(i == 0 ? "" : ",").append(json(Array.get(value, i)));
            }
            return "[" + text + "]";
        }
        if (value instanceof Double && ((Double) value).isInfinite()) {
            return "null";
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        for (char one : value.toString().toCharArray()) {
            // Everything beyond ASCII escaped, so that no encoding of the terminal matters.
            text.append(one < ' ' || one > '~' || one == '"' || one == '\\' ? String.format("\\u%04x", (int) one) : one);
        }
        return "\"" + text + "\"";
    }
}
