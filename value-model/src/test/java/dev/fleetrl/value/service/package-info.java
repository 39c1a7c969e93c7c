@NullMarked
package dev.fleetrl.value.service;

import org.jspecify.annotations.NullMarked;
