package dev.fleetrl.robot.ros;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.robot.ros.message.Bool;
import dev.fleetrl.robot.ros.message.CompressedImage;
import dev.fleetrl.robot.ros.message.Duration;
import dev.fleetrl.robot.ros.message.Float64MultiArray;
import dev.fleetrl.robot.ros.message.Header;
import dev.fleetrl.robot.ros.message.JointState;
import dev.fleetrl.robot.ros.message.JointTrajectory;
import dev.fleetrl.robot.ros.message.JointTrajectoryPoint;
import dev.fleetrl.robot.ros.message.StringMessage;
import dev.fleetrl.robot.ros.message.Time;
import dev.fleetrl.robot.ros.message.Twist;
import dev.fleetrl.robot.ros.message.TwistStamped;
import dev.fleetrl.robot.ros.message.Vector3;
import dev.fleetrl.robot.ros.message.Wrench;
import dev.fleetrl.robot.ros.message.WrenchStamped;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Messages of each type, one of them large. */
public final class RosMessages {
    private static final int PICTURE_BYTES = 100_000;

    private RosMessages() {}

    public static List<Record> all() {
        return Stream.concat(small().stream(), Stream.of(picture())).toList();
    }

    public static List<Record> small() {
        Header header = new Header(new Time(1_700_000_000, 5), "base");
        Vector3 v = new Vector3(1, -2, 3.5);
        return List.of(
                new StringMessage("grüße"),
                new Bool(true),
                new JointState(header, List.of("a", "elbow"), List.of(0.5, -1.0), List.of(), List.of(2.0, 3.0)),
                new CompressedImage(header, "jpeg", Bytes.of(new byte[] {1, -1, 0})),
                new WrenchStamped(header, new Wrench(v, v)),
                new TwistStamped(header, new Twist(v, v)),
                Float64MultiArray.of(List.of(0.04)),
                new JointTrajectory(
                        header,
                        List.of("a", "elbow"),
                        List.of(
                                new JointTrajectoryPoint(
                                        List.of(0.1, 0.2),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        new Duration(0, 20_000_000)),
                                new JointTrajectoryPoint(
                                        List.of(0.3, 0.4),
                                        List.of(1.0, 2.0),
                                        List.of(),
                                        List.of(),
                                        new Duration(1, 5)))));
    }

    public static CompressedImage picture() {
        byte[] bytes = new byte[PICTURE_BYTES];
        new Random(1).nextBytes(bytes);
        return new CompressedImage(new Header(new Time(7, 8), "cam"), "jpeg", Bytes.of(bytes));
    }
}
