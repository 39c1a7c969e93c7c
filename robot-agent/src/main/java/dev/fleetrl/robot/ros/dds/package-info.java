/** DDS through Fast DDS, whose native library comes with us.ihmc:ihmc-pub-sub; the only package that knows it. */
@NullMarked
package dev.fleetrl.robot.ros.dds;

import org.jspecify.annotations.NullMarked;
