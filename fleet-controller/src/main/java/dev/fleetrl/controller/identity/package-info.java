/** Who robots and services are: the site's certificate authority, and enrolment. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.controller.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
