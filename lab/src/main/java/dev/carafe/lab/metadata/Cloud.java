package dev.carafe.lab.metadata;

/// A cloud as one of its machines sees it by its metadata service.
@FunctionalInterface
public interface Cloud {

  Reply answer(Question question);
}
