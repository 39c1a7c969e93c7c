package dev.fleetrl.simulation.camera;

import dev.fleetrl.simulation.arm.Kinematics;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Part;
import dev.fleetrl.simulation.physics.Shape;
import dev.fleetrl.simulation.physics.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two cameras of a workcell, at any size. */
public final class CellCameras {
    public static final String THIRD = "third";
    public static final String WRIST = "wrist";
    public static final List<String> NAMES = List.of(THIRD, WRIST);

    private static final double WRIST_FIELD_OF_VIEW = 75;

    /** On the gripper, beside the fingers, looking at their tips; unit vectors of 24° tilt. */
    private static final Pose WRIST_MOUNT = new Pose(
            new Vec3(0.075, 0, 0.03),
            Viewpoint.columns(new Vec3(0, 1, 0), new Vec3(0.9119, 0, 0.4104), new Vec3(0.4104, 0, -0.9119)));

    private final World world;
    private final List<Part> parts;
    private final Viewpoint third;
    private final Map<Shape, Mesh> meshes = new HashMap<>();
    private final Map<List<Integer>, Canvas> canvases = new HashMap<>();
    private final JpegEncoder encoder = new JpegEncoder();

    public CellCameras(World world, Viewpoint third) {
        this.world = world;
        this.third = third;
        parts = world.parts();
    }

    /** RGB, row by row from the top; shape [height, width, 3]. */
    public byte[] render(String camera, int width, int height) {
        Canvas canvas = canvases.computeIfAbsent(List.of(width, height), size -> new Canvas(2 * width, 2 * height));
        Raster raster = new Raster(canvas, Light.CEILING);
        raster.look(viewpoint(camera));
        for (Part part : parts) {
            raster.draw(mesh(part), part.pose(), part.colour());
        }
        ArmLook.draw(raster, world.arm());
        for (Part part : parts) {
            if (part.pose().position().z() > 0) {
                raster.shadow(mesh(part), part.pose());
            }
        }
        ArmLook.shadow(raster, world.arm());
        return canvas.halved();
    }

    /**
     * The same, encoded.
     *
     * @param quality 0 to 1
     */
    public byte[] jpeg(String camera, int width, int height, float quality) {
        return encoder.encode(render(camera, width, height), width, height, quality);
    }

    private Mesh mesh(Part part) {
        return meshes.computeIfAbsent(part.shape(), Mesh::of);
    }

    private Viewpoint viewpoint(String camera) {
        return switch (camera) {
            case THIRD -> third;
            case WRIST -> {
                Pose gripper = Kinematics.gripper(world.arm().link(Kinematics.JOINTS - 1));
                yield new Viewpoint(gripper.times(WRIST_MOUNT), WRIST_FIELD_OF_VIEW);
            }
            default -> throw new IllegalArgumentException("unknown camera '" + camera + "'; there are " + NAMES);
        };
    }
}
