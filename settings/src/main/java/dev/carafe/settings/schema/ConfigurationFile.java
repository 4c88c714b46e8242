package dev.carafe.settings.schema;

import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import java.util.Optional;

/// A file that is rendered from settings, or one for each member of a table or element of a list.
///
/// A template that comes to nothing but white space makes no file.
///
/// @param forEach the table or list; in the path and the template, `key` is then the member's name
///   or the element's index, and `value` what it holds
/// @param path where it is written, absolute; itself a template where there is a `forEach`
/// @param templatePath where its template is, absolute, in the image
/// @param mode its permissions, as in `chmod`
/// @param inImage whether the image has it too, as the defaults make it, for what starts before the
///   agent
/// @param position where it is declared
public record ConfigurationFile(
    Optional<Key> forEach,
    String path,
    String templatePath,
    int mode,
    boolean inImage,
    Position position) {}
