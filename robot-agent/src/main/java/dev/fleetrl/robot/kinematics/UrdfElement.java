package dev.fleetrl.robot.kinematics;

import dev.fleetrl.robot.control.Rotation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element of a URDF.
 *
 * @param where it stands, such as {@code joint elbow}, for whoever must mend it
 */
record UrdfElement(String where, Element xml) {
    String text(String attribute) {
        return xml.getAttribute(attribute);
    }

    Optional<UrdfElement> child(String tag) {
        return children(xml, tag).stream().findFirst().map(element -> new UrdfElement(where, element));
    }

    List<UrdfElement> children(String tag) {
        return children(xml, tag).stream()
                .map(element -> new UrdfElement(where, element))
                .toList();
    }

    static List<Element> children(Element parent, String tag) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                children.add(element);
            }
        }
        return children;
    }

    /** Roll, pitch and yaw are about the fixed axes x, y and z, in that order. */
    Pose origin() throws IOException {
        Optional<UrdfElement> origin = child("origin");
        if (origin.isEmpty()) {
            return Pose.ORIGIN;
        }
        double[] xyz = origin.get().numbers("xyz");
        double[] rpy = origin.get().numbers("rpy");
        Rotation turned = Rotation.ofVector(rpy[0], 0, 0)
                .then(Rotation.ofVector(0, rpy[1], 0))
                .then(Rotation.ofVector(0, 0, rpy[2]));
        return new Pose(xyz[0], xyz[1], xyz[2], turned);
    }

    /** Three numbers; an attribute that is not there is three zeros. */
    double[] numbers(String attribute) throws IOException {
        String text = text(attribute).trim();
        String[] parts = text.isEmpty() ? new String[] {"0", "0", "0"} : text.split("\\s+");
        if (parts.length != 3) {
            throw wrong(attribute + "='" + text + "' has not three numbers");
        }
        return new double[] {finite(attribute, parts[0]), finite(attribute, parts[1]), finite(attribute, parts[2])};
    }

    /** The standard's default is 0. */
    double number(String attribute) throws IOException {
        String text = text(attribute).trim();
        return text.isEmpty() ? 0 : finite(attribute, text);
    }

    private double finite(String attribute, String text) throws IOException {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw wrong(attribute + " has '" + text + "', which is no number");
        }
        return value;
    }

    IOException wrong(String what) {
        return new IOException(where + " of the URDF: " + what);
    }
}
