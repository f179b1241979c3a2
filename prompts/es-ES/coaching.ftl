# Consejos mientras alguien escribe: véase coaching.toml. $words: las pocas palabras suyas de las que trata el consejo.
# $lead: como en guidance.ftl, nunca sujeto de un verbo. Un consejo dice por qué y nunca riñe.

# Encima de una página que se muestra otra vez.
coach-note = No hay nada mal. Mira las notas debajo de lo que has escrito. Cámbialo o déjalo, y pulsa otra vez para seguir.
    .after = Esto ya está guardado y no hay nada mal. Mira las notas debajo de lo que has escrito. Cámbialo o déjalo, y pulsa otra vez para seguir. Lo que cambies se añade.

# Lo mismo cuando lo escrito cuenta algo que se hizo con un aparato o una imagen.
coach-note-done = Deja lo que has escrito. Lee antes la nota de abajo y pulsa otra vez para seguir.
    .after = Esto ya está guardado. Deja lo que has escrito. Lee antes la nota de abajo y pulsa otra vez para seguir. Lo que cambies se añade.

## Lo que ya se hizo: déjalo escrito, y qué hacer ahora

coach-looked = Has escrito «{ $words }». Déjalo: es importante que llegue a { $lead }. No vuelvas a mirar dentro, aunque te lo pidan. Registrar un aparato puede ser ilegal o estropear las pruebas.
coach-viewed = Has escrito «{ $words }». Déjalo: te conviene que quede constancia. No vuelvas a mirar ni describas lo que se ve. Hasta mirarlo puede ser delito.
coach-deleted = Has escrito «{ $words }». Déjalo, con la hora si la sabes. No borres nada más ni pidas a ningún niño o niña que lo haga. La policía puede necesitarlo, y averiguar qué queda corresponde a { $lead }.
coach-asked_to_show = Has escrito «{ $words }». Déjalo: es importante que llegue a { $lead }. No vuelvas a pedirlo. Si te llega algo, no lo abras, ni lo reenvíes, ni lo borres: llama al { $schoolPhone }. Pedir una imagen sexual de un menor puede ser delito.
coach-copied = Has escrito «{ $words }». Déjalo, y di quién tiene ahora una copia. Si puede haber una imagen sexual de un menor, no la abras, no la envíes ni la borres: llama al { $schoolPhone }. Guardarla o compartirla es ilegal.

## Cómo se lee

coach-reader = Has escrito «{ $words }». Puede que esa persona lea este aviso. ¿Se trata de ella? Entonces dilo en la página antes de enviarlo y la dejamos fuera. Si solo estaba allí o se lo contaron, déjalo como está.
coach-surname = Has escrito «{ $words }». Esta línea la lee también gente que no recibe el aviso, como quien va a buscar un aparato. Si es el nombre de un menor, quita aquí el apellido.
coach-leading = Has escrito «{ $words }». Una pregunta que sugiere la respuesta puede cambiar lo que cuenta un niño o una niña. Deja lo que preguntaste y lo que respondió, palabra por palabra. Hacer más preguntas corresponde a { $lead }.
coach-blame = Has escrito «{ $words }». Puede leerse como si la culpa fuera del niño o de la niña, y quizá lo lea algún día. ¿Qué hizo o dijo cada persona? Eso es lo que más ayuda.
coach-opinion = Has escrito «{ $words }». ¿Qué viste u oíste para pensarlo? Los hechos son lo que más ayuda, porque otras personas pueden comprobarlos y actuar.
coach-initials = Has escrito «{ $words }». Quien lo lea tiene que saber enseguida de qué niño o niña se trata. El nombre completo y la clase ayudan, si los sabes.
