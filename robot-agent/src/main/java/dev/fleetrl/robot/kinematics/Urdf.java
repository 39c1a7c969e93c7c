package dev.fleetrl.robot.kinematics;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The joints of a robot, as its URDF describes them, and what its links fill. Meshes, masses and transmissions are not read; what
 * cannot be driven is refused by the {@link KinematicChain} that would need it.
 *
 * @param name of the robot
 * @param shapes of each link that has any, in its frame
 */
public record Urdf(String name, List<Joint> joints, Map<String, List<Capsule>> shapes) {
    public Urdf {
        joints = List.copyOf(joints);
        shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    }

    /** Of lines without a width. */
    public Urdf(String name, List<Joint> joints) {
        this(name, joints, Map.of());
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
        for (Element joint : UrdfElement.children(robot, "joint")) {
            joints.add(joint(new UrdfElement("joint " + joint.getAttribute("name"), joint)));
        }
        Map<String, List<Capsule>> shapes = new LinkedHashMap<>();
        for (Element link : UrdfElement.children(robot, "link")) {
            String name = link.getAttribute("name");
            shapes.put(name, UrdfShapes.of(new UrdfElement("link " + name, link)));
        }
        return new Urdf(robot.getAttribute("name"), joints, shapes);
    }

    private static Joint joint(UrdfElement element) throws IOException {
        String name = element.text("name");
        Joint.Type type = element.child("mimic").isPresent() ? Joint.Type.OTHER : type(element.text("type"));
        Optional<UrdfElement> axis = element.child("axis").filter(there -> type.moves());
        return new Joint(
                name,
                type,
                link(element, "parent"),
                link(element, "child"),
                element.origin(),
                axis.isPresent() ? axis(axis.get()) : Joint.Axis.X,
                limits(type, element.child("limit")));
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
    private static Joint.Limits limits(Joint.Type type, Optional<UrdfElement> limit) throws IOException {
        double velocity = limit.isPresent() ? limit.get().number("velocity") : 0;
        if (type == Joint.Type.CONTINUOUS) {
            return new Joint.Limits(Joint.Limits.NONE.lower(), Joint.Limits.NONE.upper(), velocity);
        }
        double lower = limit.isPresent() ? limit.get().number("lower") : 0;
        double upper = limit.isPresent() ? limit.get().number("upper") : 0;
        return new Joint.Limits(lower, upper, velocity);
    }

    private static Joint.Axis axis(UrdfElement axis) throws IOException {
        double[] xyz = axis.numbers("xyz");
        try {
            return Joint.Axis.along(xyz[0], xyz[1], xyz[2]);
        } catch (IllegalArgumentException e) {
            throw new IOException(axis.where() + " of the URDF: its axis: " + e.getMessage(), e);
        }
    }

    private static String link(UrdfElement joint, String which) throws IOException {
        return joint.child(which)
                .map(link -> link.text("link"))
                .filter(link -> !link.isEmpty())
                .orElseThrow(() -> new IOException(joint.where() + " of the URDF has no " + which + " link"));
    }
}
