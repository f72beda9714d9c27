package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.ec2.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;

/** ListExports and ListImports of the API Reference. */
final class ExportQueries {
  private final StackRegion region;

  ExportQueries(StackRegion region) {
    this.region = region;
  }

  ListExportsResponse exports(ListExportsRequest request) {
    List<Export> found = new ArrayList<>();
    region.stacks().stream()
        .filter(stack -> !stack.isDeleted())
        .forEach(
            stack ->
                stack.outputs().stream()
                    .filter(output -> output.exportName() != null)
                    .forEach(
                        output ->
                            found.add(
                                Export.builder()
                                    .exportingStackId(stack.id())
                                    .name(output.exportName())
                                    .value(output.outputValue())
                                    .build())));
    found.sort(Comparator.comparing(Export::name));
    Page<Export> page = Pages.of(found, request.nextToken(), Export::name);
    return ListExportsResponse.builder()
        .exports(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  ListImportsResponse imports(ListImportsRequest request) {
    String name = request.exportName();
    if (region.export(name).isEmpty()) {
      throw CloudFormationErrors.validation("Export '" + name + "' does not exist.");
    }
    List<String> users = region.importers(name).stream().map(LiveStack::name).sorted().toList();
    if (users.isEmpty()) {
      throw CloudFormationErrors.validation("Export '" + name + "' is not imported by any stack.");
    }
    Page<String> page = Pages.of(users, request.nextToken(), user -> user);
    return ListImportsResponse.builder()
        .imports(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }
}
