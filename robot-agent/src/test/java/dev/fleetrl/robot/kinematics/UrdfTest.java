package dev.fleetrl.robot.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrdfTest {
    private static final String JOINT =
            "<robot name='r'><joint name='j' type='%s'><parent link='a'/><child link='b'/>%s" + "</joint></robot>";
    private static final String LIMIT = "<limit lower='-1' upper='2' velocity='3' effort='4'/>";

    @Test
    void readsWhatTheSimulatedArmCanDo() throws IOException {
        Urdf robot = Urdf.read(Files.newInputStream(SimulatedArm.URDF));

        assertThat(robot.joints()).hasSize(8);
        assertThat(robot.joints().get(3).limits()).isEqualTo(new Joint.Limits(-3.0718, -0.0698, 2.175));
        assertThat(robot.joints().get(7).type()).isEqualTo(Joint.Type.FIXED);
    }

    /** About x, at the parent's own place. */
    @Test
    void takesTheStandardsDefaults() throws IOException {
        Joint joint = read(JOINT.formatted("revolute", LIMIT)).joints().get(0);

        assertThat(joint.axis()).isEqualTo(Joint.Axis.X);
        assertThat(joint.origin()).isSameAs(Pose.ORIGIN);
        assertThat(joint.inside(7)).isEqualTo(1.99);
    }

    @Test
    void turnsContinuousJointsWithoutAnEnd() throws IOException {
        Joint joint = read(JOINT.formatted("continuous", "<axis xyz='0 0 2'/>" + LIMIT))
                .joints()
                .get(0);

        assertThat(joint.axis()).isEqualTo(new Joint.Axis(0, 0, 1));
        assertThat(joint.limits().upper()).isInfinite();
        assertThat(joint.limits().velocity()).isEqualTo(3);
    }

    /** By a quarter about x and then a quarter about z, both about the parent's axes: its own z points along the parent's x. */
    @Test
    void turnsAboutFixedAxesInTheOrderRollPitchYaw() throws IOException {
        String quarter = Double.toString(Math.PI / 2);
        Joint joint = read(JOINT.formatted("fixed", "<origin rpy='" + quarter + " 0 " + quarter + "'/>"))
                .joints()
                .get(0);

        assertThat(joint.origin().rotation().turned(0, 0, 1)).containsExactly(new double[] {1, 0, 0}, within(1e-12));
        assertThat(joint.origin().rotation().turned(1, 0, 0)).containsExactly(new double[] {0, 1, 0}, within(1e-12));
    }

    /** Exporters write an axis of nothing to fixed joints, and whole robots have joints that no arm needs. */
    @ParameterizedTest(name = "{0} joint with {1}")
    @CsvSource(delimiter = '|', textBlock = """
            fixed    | <axis xyz='0 0 0'/>   | FIXED
            floating | <origin/>             | OTHER
            revolute | <mimic joint='k'/>    | OTHER
            revolute | <origin/>             | REVOLUTE
            """)
    void readsWhatItCannotDrive(String type, String inside, Joint.Type read) throws IOException {
        Joint joint = read(JOINT.formatted(type, inside)).joints().get(0);

        assertThat(joint.type()).isEqualTo(read);
        assertThat(joint.limits().isUsable()).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            <limit lower='NaN' upper='1' velocity='1'/>              | lower has 'NaN', which is no number
            <axis xyz='0 0 0'/><limit upper='1' velocity='1'/>       | has no direction
            <origin xyz='1 2'/><limit upper='1' velocity='1'/>       | has not three numbers
            """)
    void refusesNumbersThatAreNone(String inside, String reason) {
        assertThatThrownBy(() -> read(JOINT.formatted("revolute", inside)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("joint j of the URDF")
                .hasMessageContaining(reason);
    }

    /** Entities would be read from disk, or grow without an end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no xml                                                        | the URDF is no XML
            <!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r> | the URDF is no XML
            <xacro:robot xmlns:xacro="x"/>                                | was not expanded
            <robot name="r"><joint name="j" type="fixed"/></robot>        | has no parent link
            """)
    void refusesWhatIsNoUrdf(String text, String reason) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }

    private static Urdf read(String text) throws IOException {
        return Urdf.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
