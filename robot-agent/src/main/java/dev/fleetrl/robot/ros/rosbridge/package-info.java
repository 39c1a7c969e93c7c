/** ROS 2 over a rosbridge server (protocol v2, JSON over WebSocket), where DDS does not reach. */
@NullMarked
package dev.fleetrl.robot.ros.rosbridge;

import org.jspecify.annotations.NullMarked;
