package dev.fleetrl.robot.kinematics;

import dev.fleetrl.robot.control.Rotation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The joints of a robot, as its URDF describes them. Shapes, masses and transmissions are not read; what cannot be driven is
 * refused by the {@link KinematicChain} that would need it.
 *
 * @param name of the robot
 */
public record Urdf(String name, List<Joint> joints) {
    public Urdf {
        joints = List.copyOf(joints);
    }

    /**
     * Reads one file.
     *
     * @throws IOException of one line, where it is no URDF, or a number of it is none
     */
    public static Urdf read(InputStream xml) throws IOException {
        Element robot;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            robot = builder.parse(xml).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("the URDF is no XML: " + e.getMessage(), e);
        }
        if (!robot.getTagName().equals("robot")) {
            throw new IOException("the URDF begins with <" + robot.getTagName() + ">, not with <robot>; is it a xacro"
                    + " file that was not expanded?");
        }
        List<Joint> joints = new ArrayList<>();
        for (Element joint : children(robot, "joint")) {
            joints.add(joint(joint));
        }
        return new Urdf(robot.getAttribute("name"), joints);
    }

    private static Joint joint(Element element) throws IOException {
        String name = element.getAttribute("name");
        Joint.Type type = child(element, "mimic").isPresent() ? Joint.Type.OTHER : type(element.getAttribute("type"));
        Optional<Element> axis = child(element, "axis").filter(there -> type.moves());
        return new Joint(
                name,
                type,
                link(name, element, "parent"),
                link(name, element, "child"),
                origin(name, child(element, "origin")),
                axis.isPresent() ? axis(name, numbers(name, axis.get(), "xyz")) : Joint.Axis.X,
                limits(name, type, child(element, "limit")));
    }

    private static Joint.Type type(String type) {
        return switch (type) {
            case "revolute" -> Joint.Type.REVOLUTE;
            case "continuous" -> Joint.Type.CONTINUOUS;
            case "prismatic" -> Joint.Type.PRISMATIC;
            case "fixed" -> Joint.Type.FIXED;
            default -> Joint.Type.OTHER;
        };
    }

    /** A chain that needs a joint without limits refuses it. */
    private static Joint.Limits limits(String joint, Joint.Type type, Optional<Element> limit) throws IOException {
        double velocity = limit.isPresent() ? number(joint, limit.get(), "velocity") : 0;
        if (type == Joint.Type.CONTINUOUS) {
            return new Joint.Limits(Joint.Limits.NONE.lower(), Joint.Limits.NONE.upper(), velocity);
        }
        double lower = limit.isPresent() ? number(joint, limit.get(), "lower") : 0;
        double upper = limit.isPresent() ? number(joint, limit.get(), "upper") : 0;
        return new Joint.Limits(lower, upper, velocity);
    }

    /** Roll, pitch and yaw are about the fixed axes x, y and z, in that order. */
    private static Pose origin(String joint, Optional<Element> origin) throws IOException {
        if (origin.isEmpty()) {
            return Pose.ORIGIN;
        }
        double[] xyz = numbers(joint, origin.get(), "xyz");
        double[] rpy = numbers(joint, origin.get(), "rpy");
        Rotation turned = Rotation.ofVector(rpy[0], 0, 0)
                .then(Rotation.ofVector(0, rpy[1], 0))
                .then(Rotation.ofVector(0, 0, rpy[2]));
        return new Pose(xyz[0], xyz[1], xyz[2], turned);
    }

    private static Joint.Axis axis(String joint, double[] xyz) throws IOException {
        try {
            return Joint.Axis.along(xyz[0], xyz[1], xyz[2]);
        } catch (IllegalArgumentException e) {
            throw new IOException("joint " + joint + " of the URDF: its axis: " + e.getMessage(), e);
        }
    }

    private static String link(String joint, Element element, String which) throws IOException {
        return child(element, which)
                .map(link -> link.getAttribute("link"))
                .filter(link -> !link.isEmpty())
                .orElseThrow(() -> new IOException("joint " + joint + " of the URDF has no " + which + " link"));
    }

    /** Three numbers; an attribute that is not there is three zeros. */
    private static double[] numbers(String joint, Element element, String attribute) throws IOException {
        String text = element.getAttribute(attribute).trim();
        String[] parts = text.isEmpty() ? new String[] {"0", "0", "0"} : text.split("\\s+");
        if (parts.length != 3) {
            throw new IOException(
                    "joint " + joint + " of the URDF: " + attribute + "='" + text + "' has not three numbers");
        }
        return new double[] {
            finite(joint, attribute, parts[0]), finite(joint, attribute, parts[1]), finite(joint, attribute, parts[2])
        };
    }

    /** The standard's default is 0. */
    private static double number(String joint, Element element, String attribute) throws IOException {
        String text = element.getAttribute(attribute).trim();
        return text.isEmpty() ? 0 : finite(joint, attribute, text);
    }

    private static double finite(String joint, String attribute, String text) throws IOException {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw new IOException(
                    "joint " + joint + " of the URDF: " + attribute + " has '" + text + "', which is no number");
        }
        return value;
    }

    private static Optional<Element> child(Element parent, String tag) {
        return children(parent, tag).stream().findFirst();
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                children.add(element);
            }
        }
        return children;
    }
}
