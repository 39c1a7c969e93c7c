/** The REST API that people, scripts and the page use. */
@NullMarked
package dev.fleetrl.controller.api;

import org.jspecify.annotations.NullMarked;
