package dev.lastgood.simulator.ec2;

import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * A launch template's version as it was when somebody asked: what {@code $Latest} and {@code
 * $Default} meant then.
 *
 * @param id the template
 * @param name its name
 * @param version the concrete number
 * @param data what that version holds, images named by parameters resolved
 */
public record ResolvedTemplate(
    String id, String name, long version, ResponseLaunchTemplateData data) {}
